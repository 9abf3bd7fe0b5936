"""What is known: the model, the vocabulary, the store. Imports none of the other floors."""
