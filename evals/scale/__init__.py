"""A large generated corpus, its vectors and a plain reference for the search; used by `evals.bench_scale` alone."""
