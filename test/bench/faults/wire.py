"""
Devices behind bad wires, as the kernel of a test machine often cannot make them: a TUN device, the addresses of which answer pings
as their third octet says. Usage: wire.py NAME; writes a line when it answers, and ends with its standard input.
"""
import fcntl, heapq, os, select, struct, subprocess, sys, time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
ECHO, ECHO_REPLY, ICMP = 8, 0, 1
LOSES, SLOW, DOUBLES, LATE = 1, 2, 3, 4


def open_tun(name):
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    subprocess.run(["ip", "addr", "add", "10.66.0.1/16", "dev", name], check=True)
    subprocess.run(["ip", "link", "set", name, "up"], check=True)
    return tun


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data[: len(data) // 2 * 2]))
    total += data[-1] << 8 if len(data) % 2 else 0
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def answer_to(packet):
    """The reply to an echo request, `None` to anything else."""
    size = (packet[0] & 15) * 4
    if packet[0] >> 4 != 4 or packet[9] != ICMP or packet[size] != ECHO:
        return None
    rest = packet[size + 4 :]
    summed = checksum(struct.pack("!BBH", ECHO_REPLY, 0, 0) + rest)
    head = packet[:12] + packet[16:20] + packet[12:16] + packet[20:size]
    return head + struct.pack("!BBH", ECHO_REPLY, 0, summed) + rest


def delays_of(address, asked):
    """How long after the request its answers come."""
    kind = address[2]
    asked[address] = asked.get(address, -1) + 1
    if kind == LOSES:
        return [] if asked[address] % 3 == 1 else [0]
    return {SLOW: [3], DOUBLES: [0, 0, 0.05], LATE: [0.5]}.get(kind, [])


def main():
    tun = open_tun(sys.argv[1])
    os.nice(-10)
    print("answering", flush=True)
    waiting, asked = [], {}
    while True:
        left = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        readable, _, _ = select.select([tun, sys.stdin], [], [], left)
        if sys.stdin in readable:
            return
        if tun in readable:
            packet = os.read(tun, 65536)
            reply = answer_to(packet)
            for delay in delays_of(packet[16:20], asked) if reply else []:
                heapq.heappush(waiting, (time.monotonic() + delay, reply))
        while waiting and waiting[0][0] <= time.monotonic():
            os.write(tun, heapq.heappop(waiting)[1])


main()
