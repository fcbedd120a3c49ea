"""Language models behind one door: settings go in, a model that is allowed and guarded comes out."""
