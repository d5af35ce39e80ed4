"""Methods: plain functions on arrays with leading batch axes. They never see a label, a file or a region."""
