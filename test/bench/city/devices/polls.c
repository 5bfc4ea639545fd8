/* Prints when each poll of a device that is cut off goes out: `address milliseconds`, one line for each run of fping. */
#include <arpa/inet.h>
#include <err.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>

/* Of the last poll, by the last three octets of the address: who sends it has one identifier. */
static uint32_t *last;

static void take(int listener, const unsigned char *packet, ssize_t size) {
  const struct iphdr *ip = (const struct iphdr *)packet;
  const struct icmphdr *icmp = (const struct icmphdr *)(packet + ip->ihl * 4);
  if (size < (ssize_t)(sizeof *ip + sizeof *icmp) || ip->protocol != IPPROTO_ICMP || icmp->type != ICMP_ECHO) return;
  uint32_t identifier = icmp->un.echo.id + 1U;
  uint32_t *known = &last[ntohl(ip->daddr) & 0xffffff];
  if (*known == identifier) return;
  *known = identifier;
  struct timeval at;
  if (ioctl(listener, SIOCGSTAMP, &at) < 0) err(1, "time");
  struct in_addr address = {ip->daddr};
  printf("%s %lld\n", inet_ntoa(address), at.tv_sec * 1000LL + at.tv_usec / 1000);
}

int main(int count, char **words) {
  if (count != 2) errx(1, "expected a device");
  last = calloc(1 << 24, sizeof *last);
  int listener = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP));
  int room = 16 << 20;
  setsockopt(listener, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  struct sockaddr_ll place = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int)if_nametoindex(words[1])};
  if (!last || listener < 0 || bind(listener, (struct sockaddr *)&place, sizeof place) < 0) err(1, "%s", words[1]);
  setvbuf(stdout, NULL, _IOLBF, 0);
  puts("ready");
  unsigned char packet[2048];
  for (;;) {
    ssize_t size = recv(listener, packet, sizeof packet, 0);
    if (size < 0) err(1, "%s", words[1]);
    take(listener, packet, size);
  }
}
