/*
 * RTSP of a whole city: `rtsp <devices> <answers> <port>`. Each model has its description and what it asks of whoever comes without
 * a login; a login is not looked at. PLAY is followed by a few RTP packets, which is as far as anybody listens.
 */
#define _GNU_SOURCE
#include "devices.h"
#include "tcp.h"

#define MOST_MODELS 256
#define PACKETS 4
#define PACKET_BYTES 1212

static struct {
  char *description;
  char *challenges;
} models[MOST_MODELS];
static char pictures[PACKETS * (PACKET_BYTES + 4)];

/* Blocks `model description-size challenge-size`, a line, then so many bytes of each. */
static void load_models(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) err(1, "%s", path);
  unsigned model;
  size_t size, challenge_size;
  while (fscanf(file, "%u %zu %zu", &model, &size, &challenge_size) == 3) {
    if (model >= MOST_MODELS) errx(1, "more than %d models", MOST_MODELS);
    fgetc(file);
    models[model].description = calloc(1, size + 1);
    models[model].challenges = calloc(1, challenge_size + 1);
    if (fread(models[model].description, 1, size, file) != size) errx(1, "%s is cut short", path);
    if (fread(models[model].challenges, 1, challenge_size, file) != challenge_size) errx(1, "%s is cut short", path);
  }
  fclose(file);
}

/* Interleaved on channel 0 (RFC 2326 10.12): version 2, payload type 96, one after the other. */
static void make_pictures(void) {
  for (int number = 0; number < PACKETS; number++) {
    unsigned char *frame = (unsigned char *)pictures + number * (PACKET_BYTES + 4);
    const unsigned char head[] = {'$', 0, PACKET_BYTES >> 8, PACKET_BYTES & 255, 0x80, 96, 0x10, (unsigned char)number,
                                  0,   0, 0x30,              0x39,               1,    2,  3,    4};
    memcpy(frame, head, sizeof head);
    memset(frame + sizeof head, 0x41, PACKET_BYTES + 4 - sizeof head);
  }
}

static long answer_rtsp(struct connection *connection) {
  const char *text = connection->text, *end = strstr(text, "\r\n\r\n");
  if (!end) return 0;
  const struct device *device = find_device(connection->address);
  if (!device || !models[device->model].description) return -1;
  const char *count = header(text, end, "CSeq"), *description = models[device->model].description;
  int number = count ? atoi(count) : 0;
  int is_let_in = header(text, end, "Authorization") != NULL;
  char url[512] = "", method[24] = "";
  sscanf(text, "%23s %500s", method, url);
  static char answer[65536];
  int size;
  int is_playing = 0, is_over = 0;
  if (strcmp(method, "OPTIONS") == 0)
    size = sprintf(answer, "RTSP/1.0 200 OK\r\nCSeq: %d\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n", number);
  else if (!is_let_in)
    size = sprintf(answer, "RTSP/1.0 401 Unauthorized\r\nCSeq: %d\r\n%s\r\n", number, models[device->model].challenges);
  else if (strcmp(method, "DESCRIBE") == 0)
    size = sprintf(answer, "RTSP/1.0 200 OK\r\nCSeq: %d\r\nContent-Base: %s/\r\nContent-Type: application/sdp\r\nContent-Length: %zu\r\n\r\n%s",
                   number, url, strlen(description), description);
  else if (strcmp(method, "SETUP") == 0)
    size = sprintf(answer, "RTSP/1.0 200 OK\r\nCSeq: %d\r\nSession: 20261130;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
                   number);
  else {
    is_playing = strcmp(method, "PLAY") == 0;
    is_over = strcmp(method, "TEARDOWN") == 0;
    size = sprintf(answer, "RTSP/1.0 200 OK\r\nCSeq: %d\r\nSession: 20261130\r\n\r\n", number);
  }
  reply(connection, answer, (size_t)size);
  if (is_playing) reply(connection, pictures, sizeof pictures);
  return is_over ? -1 : (long)(end - text) + 4;
}

int main(int count, char **words) {
  if (count != 4) errx(2, "usage: rtsp <devices> <answers> <port>");
  load_devices(words[1]);
  load_models(words[2]);
  make_pictures();
  serve_tcp(atoi(words[3]), answer_rtsp);
}
