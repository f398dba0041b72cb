"""How much one address, person or client may ask for in a time: points, where they are kept, what is said of them."""
