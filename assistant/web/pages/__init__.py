"""What residents open without a login: the FAQ, the sample page, the widget's script; `routes` is the way in."""
