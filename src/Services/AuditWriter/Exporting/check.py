# python3 check.py BUNDLE.zip KEY [--list]    needs Python 3.8 or later and openssl, nothing else
import base64, hashlib, json, os, subprocess, sys, tempfile, zipfile

def fail(why): sys.exit("NOT PROVEN: " + why)
def need(true, why): return true or fail(why)
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\1" + left + right)          # RFC 6962, 2.1
def root_of(hashes):
    if len(hashes) == 1: return hashes[0]
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:k]), root_of(hashes[k:]))

bundle, key_file = zipfile.ZipFile(sys.argv[1]), sys.argv[2]
files = bundle.namelist()

# 1. Every file is the one that the manifest names, and there is no other.
need(len(files) == len(set(files)), "a file is in the bundle twice")
manifest = json.loads(bundle.read("manifest.json"))
need(manifest["format"] == "auditor-evidence/1", "this program knows format auditor-evidence/1 only")
need(set(files) == set(manifest["files"]) | {"manifest.json"}, "the files are not those of the manifest")
for name, stated in manifest["files"].items():
    digest, count = hashlib.sha256(), 0
    with bundle.open(name) as file:
        while part := file.read(1 << 20):
            digest.update(part); count += len(part)
    need(digest.hexdigest() == stated["sha256"] and count == stated["bytes"], name + " is not the file of the manifest")

# 2. The checkpoint is signed by the key that you brought (C2SP signed-note, ECDSA P-256 with SHA-256).
key_text = open(key_file, encoding="utf-8").read().strip()
need(bundle.read("log.vkey").decode().strip() == key_text, "the bundle names another key than yours")
origin, key_id, key = key_text.split("+", 2)
spki = base64.b64decode(key)[1:]
need(base64.b64decode(key)[:1] == b"\2" and sha(spki)[:4].hex() == key_id, "the key is not whole")
checkpoint = bundle.read("checkpoint").decode()
text, signatures = checkpoint.rsplit("\n\n", 1)
text += "\n"
mine = [base64.b64decode(s.split(" ")[2]) for s in signatures.split("\n") if s.startswith("\u2014 " + origin + " ")]
mine = [s[4:] for s in mine if s[:4].hex() == key_id]
need(mine, "the checkpoint is not signed by your key")
with tempfile.TemporaryDirectory() as folder:
    def put(name, data):
        path = os.path.join(folder, name)
        with open(path, "wb") as file: file.write(data)
        return path
    openssl = subprocess.run(["openssl", "dgst", "-sha256", "-verify", put("key", spki), "-keyform", "DER",
                              "-signature", put("sig", mine[0]), put("text", text.encode())], capture_output=True)
    need(openssl.returncode == 0, "the signature of the checkpoint is not right")
name, size, root = text.split("\n")[:3]
size, root = int(size), base64.b64decode(root)
need(name == origin == manifest["origin"] and size == manifest["size"], "the checkpoint is of another log or another size")

# 3. The tiles (C2SP tlog-tiles) give the root that was signed; a full tile is a hash of the tile above it.
tiles = {}
def tile_at(level, index):
    if (level, index) not in tiles:
        width = min(256, (size >> 8 * level) - 256 * index)
        digits = str(index)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[i:i + 3] for i in range(0, len(digits), 3)]
        path = "tile/%d/%s" % (level, "/".join(["x" + g for g in groups[:-1]] + groups[-1:]))
        data = bundle.read(path if width == 256 else "%s.p/%d" % (path, width))
        need(len(data) == 32 * width, path + " has not its size")
        hashes = [data[i:i + 32] for i in range(0, len(data), 32)]
        if width == 256:
            need(root_of(hashes) == tile_at(level + 1, index >> 8)[index & 255], path + " is not of this log")
        tiles[level, index] = hashes
    return tiles[level, index]

below, level = None, 0
while size >> 8 * level:
    if size >> 8 * level & 255:
        edge = tile_at(level, size >> 8 * (level + 1))
        below = root_of(edge + [below] if below else edge)
    level += 1
need((below or sha(b"")) == root, "the tiles do not give the root that was signed")

# 4. Each entry is the leaf at its position; so says its own proof too, where there is one (C2SP tlog-proof, RFC 9162, 2.1.3.2).
def follow(hash, index, path):
    last = size - 1
    for step in path:
        if index & 1 or index == last:
            hash = node(step, hash)
            while not index & 1 and index: index >>= 1; last >>= 1
        else:
            hash = node(hash, step)
        index >>= 1; last >>= 1
    return hash if last == 0 else None

before, entries, erased = -1, 0, 0
with bundle.open("entries.jsonl") as lines:
    for line in lines:
        start, comma, entry = line.partition(b',"entry":')
        need(start.startswith(b'{"position":') and entry.endswith(b"}\n"), "a line of entries.jsonl is not an entry")
        position, entry = int(start[12:]), entry[:-2]
        need(before < position < size, "position %d is out of the log, there twice, or not in its place" % position)
        before, entries = position, entries + 1
        if entry == b"null":                                     # erased: the log keeps its place and its hash
            erased += 1
            continue
        leaf = entry
        if len(leaf) > 65535:                                    # a large entry is in the log by its digest
            leaf = b'{"attestedSha256":"%s","attestedSize":%d,"entryId":"%s"}' % (
                sha(entry).hex().encode(), len(entry), json.loads(entry)["entryId"].encode())
        hash = sha(b"\0" + leaf)
        need(tile_at(0, position >> 8)[position & 255] == hash, "the entry at position %d is not the one in the log" % position)
        proof = "proofs/%d.tlog-proof" % position
        if proof in manifest["files"]:
            head, note = bundle.read(proof).decode().split("\n\n", 1)
            head = head.split("\n")
            need(note == checkpoint and head[:2] == ["c2sp.org/tlog-proof@v1", "index %d" % position], proof + " is of something else")
            need(follow(hash, position, [base64.b64decode(h) for h in head[2:]]) == root, proof + " proves nothing")
        if "--list" in sys.argv:
            e = json.loads(entry)
            print(position, e["occurredAt"], e["actor"].get("displayName") or e["actor"].get("name"), e["auditableResource"],
                  e["auditableAction"], ", ".join(c.get("name", "") for c in e.get("cameras", [])), e.get("reason", ""), e["result"], sep=" | ")
need(entries == manifest["entries"], "there are not as many entries as the manifest says")
need(manifest["filter"] or entries == size, "the bundle should have the whole log, and has not")
print("PROVEN: %d entries are in the log %s, as it was signed at size %d" % (entries - erased, origin, size))
if erased: print("NOT SHOWN: %d entries are said to be erased; the log declares that in AUDIT_LOG ERASE entries" % erased)
