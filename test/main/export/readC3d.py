"""Reads a C3D file as its user guide describes it, with Python's own struct: prints JSON.

The registries that this project uses have no reader of C3D. This one knows nothing of the writer: it
follows the pointers of the file, as readers do, and takes the kinds and sizes that the file names.
"""
import json
import struct
import sys

with open(sys.argv[1], "rb") as file:
    data = file.read()

parameter_block, key = data[0], data[1]
points, analog = struct.unpack_from("<HH", data, 2)
first, last = struct.unpack_from("<HH", data, 6)
(scale,) = struct.unpack_from("<f", data, 12)
(data_block,) = struct.unpack_from("<H", data, 16)
(rate,) = struct.unpack_from("<f", data, 20)

start = (parameter_block - 1) * 512
blocks, processor = data[start + 2], data[start + 3]
at = start + 4
groups, parameters = {}, []
while True:
    length, group = struct.unpack_from("<bb", data, at)
    if length == 0:
        break
    name = data[at + 2 : at + 2 + abs(length)].decode("ascii")
    pointer = at + 2 + abs(length)
    (distance,) = struct.unpack_from("<h", data, pointer)
    if group < 0:
        groups[-group] = name
    else:
        kind, dimensions = struct.unpack_from("<bB", data, pointer + 2)
        sizes = list(data[pointer + 4 : pointer + 4 + dimensions])
        value_at = pointer + 4 + dimensions
        count = 1
        for size in sizes:
            count *= size
        if kind == -1:
            text = data[value_at : value_at + count].decode("ascii")
            width = sizes[0]
            value = [text[i : i + width].rstrip() for i in range(0, count, width)]
            value = value[0] if dimensions == 1 else value
        else:
            letter = {1: "b", 2: "H", 4: "f"}[kind]
            value = list(struct.unpack_from(f"<{count}{letter}", data, value_at))
            value = value[0] if dimensions == 0 else value
        parameters.append((group, name, value))
    if distance == 0:
        break
    at = pointer + distance

assert at < start + blocks * 512, "the parameters are longer than their blocks"
named = {}
for group, name, value in parameters:
    named.setdefault(groups[group], {})[name] = value

data_at = (data_block - 1) * 512
assert (len(data) - data_at) % 512 == 0, "the data do not fill their last block"
low, high = named["TRIAL"]["ACTUAL_END_FIELD"]
frames = []
for frame in range(low + 65536 * high):
    offset = data_at + frame * points * 16
    numbers = struct.unpack_from(f"<{points * 4}f", data, offset)
    frames.append([numbers[i : i + 4] for i in range(0, len(numbers), 4)])

print(json.dumps({
    "header": {
        "key": key, "points": points, "analog": analog, "first": first, "last": last,
        "scale": scale, "rate": rate, "processor": processor,
        "dataBlock": data_block, "parameterBlocks": blocks,
    },
    "parameters": named,
    "frames": frames,
}))
