import hashlib, base64
print(hashlib.md5(b'a').hexdigest(), hashlib.sha256(b'a').hexdigest(), base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='))
