// Small comforts; every page works without them.
(function () {
  "use strict";

  // In the reader, bring both ends of a jump into view: the words in the text
  // and the note beside them.
  function follow() {
    var id = decodeURIComponent(location.hash.slice(1));
    var reader = document.querySelector(".reader");
    if (!reader || !id) return;
    var other = document.getElementById(id.indexOf("n-") === 0 ? id.slice(2) : "n-" + id);
    var margin = document.querySelector(".margin");
    if (!other || !margin || getComputedStyle(margin).position !== "sticky") return;
    if (margin.contains(other)) {
      margin.scrollTop = other.offsetTop - margin.offsetTop - margin.clientHeight / 4;
    } else {
      other.scrollIntoView({ block: "center" });
    }
  }
  addEventListener("hashchange", follow);
  addEventListener("load", follow);

  // Escape closes the open words of a cell and returns to the cell.
  addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || e.defaultPrevented) return;
    var open = document.querySelector(".note-row:target");
    if (!open) return;
    var cell = document.querySelector('a.cell[href="#' + CSS.escape(open.id) + '"]');
    var y = scrollY;
    location.hash = "";
    history.replaceState(null, "", location.pathname + location.search);
    scrollTo(0, y);
    if (cell) cell.focus({ preventScroll: true });
  });

  // A second click on an open cell closes it.
  document.addEventListener("click", function (e) {
    var cell = e.target.closest ? e.target.closest("a.cell") : null;
    if (cell && cell.hash === location.hash && location.hash) {
      e.preventDefault();
      var y = scrollY;
      location.hash = "";
      history.replaceState(null, "", location.pathname + location.search);
      scrollTo(0, y);
    }
  });
})();
