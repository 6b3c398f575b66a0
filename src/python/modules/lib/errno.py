"""Error numbers of Linux."""

EPERM, ENOENT, EINTR, EIO, EBADF, EAGAIN, ENOMEM, EACCES, EEXIST, ENOTDIR, EISDIR, EINVAL, EPIPE, ENOTEMPTY = (
    1, 2, 4, 5, 9, 11, 12, 13, 17, 20, 21, 22, 32, 39,
)
errorcode = {number: name for name, number in list(globals().items()) if name[:1] == "E"}
