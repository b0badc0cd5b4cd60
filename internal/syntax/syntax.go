// Package syntax finds the part of speech and lemma of tokens and the
// dependencies between them, in the terms of Universal Dependencies v2, and
// writes a Doc as CoNLL-U.
//
// The models are trained by the program train/syntax on the treebanks EWT and
// GUM. What is exported beside NewTagger and WriteCoNLLU is for that program.
package syntax
