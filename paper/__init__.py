"""Pages as things to look at: page images, typesetting, the sandbox in which untrusted files are parsed."""
