"""Who asks and for whom, set aside before the search: whom a question is about must not change what is answered."""
