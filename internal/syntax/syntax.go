// Package syntax finds the part of speech and lemma of tokens and the
// dependencies between them, in the terms of Universal Dependencies v2, and
// writes a Doc as CoNLL-U.
//
// The models are trained by the programs train/encoder and train/lemmas on the
// treebanks EWT and GUM. What is exported beside New and WriteCoNLLU is for them.
package syntax
