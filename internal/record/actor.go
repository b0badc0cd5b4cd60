package record

// people are the actors of all articles.
type people struct {
	actors []Actor
	byWho  map[string]string // actor ID by article ID + "/" + entity or name
}

// resolve finds out who is who across the articles.
func (b *builder) resolve() {
	b.people = &people{byWho: map[string]string{}}
}

// find returns the actor ID of somebody of an article; "" if nobody is named.
func (p *people) find(article string, w Who) string {
	if w.Kind == Anonymous || w.Kind == Unknown && w.Entity == "" || w.Name == "" {
		return ""
	}
	if id, ok := p.byWho[article+"/"+w.Entity]; ok && w.Entity != "" {
		return id
	}
	return p.byWho[article+"/"+w.Name]
}
