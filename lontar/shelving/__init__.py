"""Where the paper is: boxes and folders of a unit, and what lies in them."""
