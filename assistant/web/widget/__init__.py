"""The resident widget: `src/` holds its modules and style; `build` makes `policy-faq.js` of them."""
