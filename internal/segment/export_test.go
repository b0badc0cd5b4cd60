package segment

// Space is what the tests take for white space.
var Space = space
