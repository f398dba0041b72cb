"""HTTP: what may come in, who sends it, how an answer or a refusal goes out."""
