/*
 * SNMPv2c agents of a whole city: `snmp <devices> <objects> <port>`. Each model has its objects, in order; what has a rate grows with
 * time, from a number of each device's own. A community is not looked at.
 */
#define _GNU_SOURCE
#include "devices.h"
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>

#define MOST_ARCS 32
#define MOST_MODELS 256
#define MOST_OBJECTS 4096
#define MOST_REPLY 1472
#define MOST_VARBINDS 128

struct oid {
  unsigned length;
  uint32_t arcs[MOST_ARCS];
};

struct object {
  struct oid oid;
  unsigned char name[80]; /* as it is sent, with tag and length */
  unsigned name_size;
  unsigned char type;
  uint64_t number;
  double rate; /* a millisecond */
  unsigned char *octets;
  unsigned octet_count;
  int is_serial;
};

static struct model {
  struct object *objects;
  unsigned count;
} models[MOST_MODELS];

static double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}
static double started_ms;

static int compare(const struct oid *a, const struct oid *b) {
  for (unsigned place = 0; place < a->length && place < b->length; place++)
    if (a->arcs[place] != b->arcs[place]) return a->arcs[place] < b->arcs[place] ? -1 : 1;
  return (int)a->length - (int)b->length;
}

static unsigned put_oid(unsigned char *to, const struct oid *oid) {
  unsigned char body[MOST_ARCS * 5];
  unsigned size = 0;
  body[size++] = (unsigned char)(oid->arcs[0] * 40 + oid->arcs[1]);
  for (unsigned place = 2; place < oid->length; place++) {
    uint32_t arc = oid->arcs[place];
    int groups = 1;
    for (uint32_t left = arc >> 7; left; left >>= 7) groups++;
    while (groups-- > 0) body[size++] = (unsigned char)((arc >> (7 * groups) & 127) | (groups ? 128 : 0));
  }
  to[0] = 6;
  to[1] = (unsigned char)size;
  memcpy(to + 2, body, size);
  return size + 2;
}

static struct oid parse_oid(const char *text) {
  struct oid oid = {0};
  for (char *end; *text && oid.length < MOST_ARCS; text = *end ? end + 1 : end) oid.arcs[oid.length++] = (uint32_t)strtoul(text, &end, 10);
  return oid;
}

/* Lines `model oid type value rate`, in the order of identifiers: octets as hexadecimal, `-` where there are none. */
static void load_objects(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) err(1, "%s", path);
  unsigned number, type;
  char name[256], value[2048];
  double rate;
  while (fscanf(file, "%u %255s %u %2047s %lf", &number, name, &type, value, &rate) == 5) {
    if (number >= MOST_MODELS) errx(1, "more than %d models", MOST_MODELS);
    struct model *model = &models[number];
    if (!model->objects) model->objects = calloc(MOST_OBJECTS, sizeof *model->objects);
    if (model->count == MOST_OBJECTS) errx(1, "more than %d objects", MOST_OBJECTS);
    struct object *object = &model->objects[model->count++];
    object->oid = parse_oid(name);
    object->name_size = put_oid(object->name, &object->oid);
    object->type = (unsigned char)type;
    object->rate = rate;
    if (type != 4 && type != 6 && type != 0x40) {
      object->number = strtoull(value, NULL, 10);
      continue;
    }
    object->octet_count = value[0] == '-' ? 0 : (unsigned)strlen(value) / 2;
    object->octets = malloc(object->octet_count + 1);
    for (unsigned place = 0; place < object->octet_count; place++) sscanf(value + 2 * place, "%2hhx", &object->octets[place]);
    object->is_serial = object->octet_count == 8 && memcmp(object->octets, "@SERIAL@", 8) == 0;
  }
  fclose(file);
}

static unsigned lower_bound(const struct model *model, const struct oid *oid) {
  unsigned low = 0, high = model->count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (compare(&model->objects[middle].oid, oid) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static unsigned put_length(unsigned char *to, unsigned length) {
  if (length < 128) return to[0] = (unsigned char)length, 1;
  if (length < 256) return to[0] = 0x81, to[1] = (unsigned char)length, 2;
  return to[0] = 0x82, to[1] = (unsigned char)(length >> 8), to[2] = (unsigned char)length, 3;
}

static unsigned put_number(unsigned char *to, unsigned char type, uint64_t number) {
  unsigned size = 1;
  while (size < 9 && (size < 8 ? number >> (8 * size - 1) : number >> 63) != 0) size++;
  to[0] = type;
  to[1] = (unsigned char)size;
  for (unsigned place = 0; place < size; place++)
    to[2 + place] = (unsigned char)(8 * (size - 1 - place) < 64 ? number >> (8 * (size - 1 - place)) : 0);
  return size + 2;
}

static uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

static unsigned put_value(unsigned char *to, const struct object *object, unsigned place, const struct device *device) {
  if (object->is_serial) {
    unsigned length = (unsigned)strlen(device->serial);
    to[0] = 4;
    memcpy(to + 1 + put_length(to + 1, length), device->serial, length);
    return length + 2;
  }
  if (object->octets) {
    to[0] = object->type;
    unsigned head = 1 + put_length(to + 1, object->octet_count);
    memcpy(to + head, object->octets, object->octet_count);
    return head + object->octet_count;
  }
  uint64_t number = object->number;
  if (object->rate > 0) {
    number += (uint64_t)(object->rate * (now_ms() - started_ms));
    uint64_t own = mix((uint64_t)device->address << 16 | place);
    if (object->type == 0x46) number += own % (1ull << 40);
    else if (object->type == 0x41) number = (number + own) & 0xffffffffu;
    else number = (number + own % 1000000000u) & 0xffffffffu;
  }
  return put_number(to, object->type, number);
}

/* A reader of BER that stops at the end of what it reads. */
struct reader {
  const unsigned char *at, *end;
};

static int enter(struct reader *in, struct reader *out) {
  if (in->end - in->at < 2) return -1;
  int tag = *in->at++;
  unsigned length = *in->at++;
  if (length & 128) {
    unsigned count = length & 127;
    if (count > 3 || in->end - in->at < (long)count) return -1;
    for (length = 0; count-- > 0;) length = length << 8 | *in->at++;
  }
  if (in->end - in->at < (long)length) return -1;
  *out = (struct reader){in->at, in->at + length};
  in->at += length;
  return tag;
}

static long read_integer(struct reader *in) {
  struct reader value;
  if (enter(in, &value) < 0) return -1;
  long number = value.at < value.end && *value.at & 128 ? -1 : 0;
  while (value.at < value.end) number = number << 8 | *value.at++;
  return number;
}

static int read_oid(struct reader value, struct oid *oid) {
  oid->length = 0;
  while (value.at < value.end) {
    uint32_t arc = 0;
    do arc = arc << 7 | (*value.at & 127);
    while (*value.at++ & 128 && value.at < value.end);
    if (oid->length == 0) {
      oid->arcs[0] = arc < 80 ? arc / 40 : 2;
      oid->arcs[1] = arc - 40 * oid->arcs[0];
      oid->length = 2;
    } else if (oid->length < MOST_ARCS) oid->arcs[oid->length++] = arc;
    else return -1;
  }
  return 0;
}

struct list {
  unsigned char bytes[MOST_REPLY];
  unsigned size;
};

/* Adds an object, or that there is none (`missing`: a tag) under the name that was asked; 0 where there is no room. */
static int add(struct list *list, const struct model *model, unsigned place, unsigned char missing, const struct oid *asked,
               const struct device *device, unsigned most) {
  unsigned char varbind[4096];
  unsigned size;
  if (place < model->count && !missing) {
    const struct object *object = &model->objects[place];
    memcpy(varbind, object->name, object->name_size);
    size = object->name_size + put_value(varbind + object->name_size, object, place, device);
  } else {
    size = put_oid(varbind, asked);
    varbind[size++] = missing ? missing : 0x82;
    varbind[size++] = 0;
  }
  if (list->size + size + 4 > most) return 0;
  list->bytes[list->size++] = 0x30;
  list->size += put_length(list->bytes + list->size, size);
  memcpy(list->bytes + list->size, varbind, size);
  list->size += size;
  return 1;
}

static void answer_list(struct list *list, int type, long plain, long repetitions, struct oid *asked, unsigned count,
                        const struct device *device, unsigned most) {
  const struct model *model = &models[device->model];
  unsigned places[MOST_VARBINDS];
  for (unsigned one = 0; one < count; one++) {
    unsigned place = lower_bound(model, &asked[one]);
    int is_there = place < model->count && compare(&model->objects[place].oid, &asked[one]) == 0;
    if (type == 0xa0) {
      if (!add(list, model, place, is_there ? 0 : 0x81, &asked[one], device, most)) return;
      continue;
    }
    places[one] = place + (is_there ? 1 : 0);
    if ((type == 0xa1 || one < plain) && !add(list, model, places[one], 0, &asked[one], device, most)) return;
  }
  if (type != 0xa5) return;
  for (long round = 0; round < repetitions; round++)
    for (unsigned one = (unsigned)plain; one < count; one++) {
      if (!add(list, model, places[one], 0, places[one] > 0 && round > 0 ? &model->objects[model->count - 1].oid : &asked[one], device, most))
        return;
      if (places[one] < model->count) places[one]++;
    }
}

static unsigned wrap(unsigned char *to, unsigned char tag, const unsigned char *bytes, unsigned size) {
  to[0] = tag;
  unsigned head = 1 + put_length(to + 1, size);
  memmove(to + head, bytes, size);
  return head + size;
}

/* The answer to a datagram; 0 where there is none. */
static unsigned answer_datagram(const unsigned char *datagram, size_t size, unsigned char *reply, const struct device *device) {
  struct reader all = {datagram, datagram + size}, message, community, pdu, varbinds;
  if (enter(&all, &message) != 0x30 || read_integer(&message) != 1 || enter(&message, &community) != 4) return 0;
  int type = enter(&message, &pdu);
  if (type != 0xa0 && type != 0xa1 && type != 0xa5) return 0;
  long id = read_integer(&pdu), plain = read_integer(&pdu), repetitions = read_integer(&pdu);
  if (enter(&pdu, &varbinds) != 0x30) return 0;
  struct oid asked[MOST_VARBINDS];
  unsigned count = 0;
  for (struct reader one, name; count < MOST_VARBINDS && enter(&varbinds, &one) == 0x30; count++)
    if (enter(&one, &name) != 6 || read_oid(name, &asked[count])) return 0;
  if (type != 0xa5) plain = repetitions = 0;
  if (plain > count) plain = count;
  unsigned community_size = (unsigned)(community.end - community.at);
  struct list list = {.size = 0};
  answer_list(&list, type, plain, repetitions, asked, count, device, MOST_REPLY - 40 - community_size);

  unsigned char body[MOST_REPLY + 256], inner[MOST_REPLY + 256];
  unsigned used = put_number(body, 2, (uint64_t)(uint32_t)id);
  memcpy(body + used, "\x02\x01\x00\x02\x01\x00", 6);
  used += 6;
  used += wrap(body + used, 0x30, list.bytes, list.size);
  unsigned head = 3;
  memcpy(inner, "\x02\x01\x01", 3);
  head += wrap(inner + head, 4, community.at, community_size);
  head += wrap(inner + head, 0xa2, body, used);
  return wrap(reply, 0x30, inner, head);
}

static void serve(int socket) {
  for (;;) {
    unsigned char datagram[2048], reply[MOST_REPLY + 512], control[256];
    struct sockaddr_in peer;
    struct iovec part = {datagram, sizeof datagram};
    struct msghdr message = {.msg_name = &peer, .msg_namelen = sizeof peer, .msg_iov = &part, .msg_iovlen = 1,
                             .msg_control = control, .msg_controllen = sizeof control};
    ssize_t size = recvmsg(socket, &message, 0);
    struct cmsghdr *head = size > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (!head || head->cmsg_type != IP_PKTINFO) continue;
    struct in_pktinfo *here = (struct in_pktinfo *)CMSG_DATA(head);
    const struct device *device = find_device(ntohl(here->ipi_addr.s_addr));
    if (!device || models[device->model].count == 0) continue;
    unsigned length = answer_datagram(datagram, (size_t)size, reply, device);
    if (length == 0) continue;
    /* From the address that was asked. */
    here->ipi_spec_dst = here->ipi_addr;
    here->ipi_ifindex = 0;
    part = (struct iovec){reply, length};
    sendmsg(socket, &message, 0);
  }
}

int main(int count, char **words) {
  if (count != 4) errx(2, "usage: snmp <devices> <objects> <port>");
  load_devices(words[1]);
  load_objects(words[2]);
  started_ms = now_ms();
  int listening = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(words[3]))};
  setsockopt(listening, IPPROTO_IP, IP_PKTINFO, &(int){1}, sizeof(int));
  setsockopt(listening, SOL_SOCKET, SO_RCVBUFFORCE, &(int){64 << 20}, sizeof(int));
  if (bind(listening, (struct sockaddr *)&here, sizeof here)) err(1, "port %s", words[3]);
  puts("ready");
  fflush(stdout);
  serve(listening);
}
