package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/extract"
)

// profileFlag adds --profile: the kind of negotiation to read everything as.
func profileFlag(cmd *cobra.Command, profile *string) {
	cmd.Flags().StringVar(profile, "profile", "", "read every article as this kind of talks: a profile's name (labour, trade, ...) or a file of your own; otherwise each as its words show")
}

// as has e read every article with a profile: one that is built in, by name,
// or one in a file of the user's. "" changes nothing. tag names what was taken,
// with the content of a file.
func (e *engine) as(profile string) (tag string, err error) {
	if profile == "" {
		return "", nil
	}
	if x, ok := e.extract.With(profile); ok {
		e.extract = x
		return profile, nil
	}
	text, err := os.ReadFile(profile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", usage("the profiles are "+strings.Join(e.extract.Profiles(), ", ")+"; a file of your own can be given by its path", "no profile %q", profile)
	}
	var x *extract.Extractor
	if err == nil {
		x, err = e.extract.WithFile(os.DirFS(filepath.Dir(profile)), filepath.Base(profile))
	}
	if err != nil {
		return "", &fault{code: exitFault, what: "--profile " + profile, why: err.Error(), hint: "taxonomy/profiles/labour.txt says at its top what a profile holds"}
	}
	e.extract = x
	return string(text), nil
}
