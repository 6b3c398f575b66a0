import hashlib, base64, struct, array, binascii, uuid
print(hashlib.md5(b'a').hexdigest(), hashlib.sha1(b'a').hexdigest(), hashlib.sha256(b'a').hexdigest(), hashlib.sha512(b'').hexdigest()[:16], hashlib.new('sha224', b'x').hexdigest(), hashlib.sha384(b'').hexdigest()[:8], base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'hi'), base64.b16encode(b'hi'), binascii.hexlify(b'ab'), binascii.crc32(b'hello'))
print(struct.pack('<IhB', 1, -2, 255), struct.unpack('>H', b'\x01\x02'), struct.calcsize('iqd'), struct.pack('5s', b'ab'), struct.pack('f', 1.5), array.array('i', [1, 2, 3]), array.array('d', [1.5]).tobytes(), array.array('i', [1]).itemsize)
a = array.array('i', [3, 1]); a.append(5); a.extend([7]); print(a, a[1], len(a), a.tolist(), sum(a), a.index(5), a.typecode, a == array.array('i', [3, 1, 5, 7])); a[0] = 9; del a[1]; print(a, list(reversed(a)), 5 in a)
for b in ('array.array("i", ["a"])', 'struct.unpack("I", b"ab")', 'struct.pack("B", 300)', 'base64.b64decode("a")', 'binascii.unhexlify("abc")', 'hashlib.new("nope")', 'uuid.UUID("x")'):
    try: print(eval(b))
    except Exception as e: print(b, type(e).__name__, e)
print(uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.UUID(int=5).hex, uuid.uuid3(uuid.NAMESPACE_URL, 'x').version)
