/*
 * ONVIF of a whole city: `onvif <devices> <answers> <port>`. Answers are those of the simulator, one for each model, operation
 * and token; @HOST@, @SERIAL@ and the two times are filled in. Whoever signs is let in: passwords are not looked at.
 */
#define _GNU_SOURCE
#include "devices.h"
#include "tcp.h"
#include <time.h>

struct answer {
  unsigned model, status;
  char key[64];
  size_t size;
  char *body;
  char *challenges;
};

static struct answer *answers;
static size_t answer_count;

/* Blocks `model key status size challenge-size`, a line, then so many bytes of each. */
static void load_answers(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) err(1, "%s", path);
  struct answer read;
  size_t challenge_size;
  while (fscanf(file, "%u %63s %u %zu %zu", &read.model, read.key, &read.status, &read.size, &challenge_size) == 5) {
    fgetc(file);
    read.body = calloc(1, read.size + 1);
    read.challenges = calloc(1, challenge_size + 1);
    if (fread(read.body, 1, read.size, file) != read.size) errx(1, "%s is cut short", path);
    if (fread(read.challenges, 1, challenge_size, file) != challenge_size) errx(1, "%s is cut short", path);
    answers = realloc(answers, (answer_count + 1) * sizeof *answers);
    answers[answer_count++] = read;
  }
  fclose(file);
}

static const struct answer *find_answer(unsigned model, const char *key) {
  for (size_t place = 0; place < answer_count; place++)
    if (answers[place].model == model && strcmp(answers[place].key, key) == 0) return &answers[place];
  return NULL;
}

static int is_unsigned(const char *operation) {
  static const char *const names[] = {"GetSystemDateAndTime", "GetServices", "GetCapabilities", "GetServiceCapabilities",
                                      "GetHostname"};
  for (size_t place = 0; place < sizeof names / sizeof *names; place++)
    if (strcmp(names[place], operation) == 0) return 1;
  return 0;
}

/* The local name of the first element within the body of the envelope. */
static int read_operation(const char *text, char *name, size_t room) {
  const char *body = strstr(text, "Body");
  const char *element = body ? strchr(body, '<') : NULL;
  if (!element) return 0;
  size_t length = strcspn(++element, " />");
  const char *colon = memchr(element, ':', length);
  const char *local = colon ? colon + 1 : element;
  length -= (size_t)(local - element);
  if (length >= room) return 0;
  memcpy(name, local, length);
  name[length] = 0;
  return 1;
}

/* The token that an operation is about goes behind its name. */
static void add_token(const char *text, char *key, size_t room) {
  static const char *const names[] = {"JobToken>", "RecordingToken>", "ProfileToken>"};
  for (size_t place = 0; place < sizeof names / sizeof *names; place++) {
    const char *found = strstr(text, names[place]);
    if (!found) continue;
    found += strlen(names[place]);
    size_t length = strcspn(found, "<"), used = strlen(key);
    if (used + length + 2 >= room) return;
    key[used] = ':';
    memcpy(key + used + 1, found, length);
    key[used + 1 + length] = 0;
    return;
  }
}

static size_t render_time(char *text, const char *name, time_t at) {
  struct tm parts;
  gmtime_r(&at, &parts);
  return (size_t)sprintf(text,
                         "<tt:%s><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>"
                         "<tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:%s>",
                         name, parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_year + 1900, parts.tm_mon + 1,
                         parts.tm_mday, name);
}

static size_t fill_in(char *to, const struct answer *answer, const struct device *device) {
  char *start = to;
  const char *from = answer->body, *end = from + answer->size;
  while (from < end) {
    const char *mark = memchr(from, '@', (size_t)(end - from));
    size_t plain = (size_t)((mark ? mark : end) - from);
    memcpy(to, from, plain);
    to += plain;
    from += plain;
    if (!mark) break;
    struct in_addr address = {htonl(device->address)};
    if (strncmp(mark, "@HOST@", 6) == 0) to += sprintf(to, "%s", inet_ntoa(address)), from += 6;
    else if (strncmp(mark, "@SERIAL@", 8) == 0) to += sprintf(to, "%s", device->serial), from += 8;
    else if (strncmp(mark, "@UTC@", 5) == 0) to += render_time(to, "UTCDateTime", time(NULL)), from += 5;
    else if (strncmp(mark, "@LOCAL@", 7) == 0) to += render_time(to, "LocalDateTime", time(NULL) + 7 * 3600), from += 7;
    else *to++ = *from++;
  }
  return (size_t)(to - start);
}

static void send_answer(struct connection *connection, const struct answer *answer, const struct device *device) {
  static char body[1 << 20], whole[(1 << 20) + 2048];
  size_t size = fill_in(body, answer, device);
  int head = sprintf(whole, "HTTP/1.1 %u %s\r\nContent-Type: application/soap+xml; charset=utf-8\r\nContent-Length: %zu\r\n%s\r\n",
                     answer->status, answer->status == 200 ? "OK" : "Refused", size, answer->challenges);
  memcpy(whole + head, body, size);
  reply(connection, whole, (size_t)head + size);
}

static long answer_soap(struct connection *connection) {
  const char *text = connection->text, *end = strstr(text, "\r\n\r\n");
  if (!end) return 0;
  const char *length = header(text, end, "Content-Length");
  size_t whole = (size_t)(end - text) + 4 + (length ? strtoul(length, NULL, 10) : 0);
  if (connection->size < whole) return 0;
  const struct device *device = find_device(connection->address);
  char key[64];
  if (!device || !read_operation(end, key, sizeof key)) return -1;
  int is_let_in = is_unsigned(key) || header(text, end, "Authorization") || strstr(end, "UsernameToken");
  if (!is_let_in) strcpy(key, "refused");
  char with_token[64];
  strcpy(with_token, key);
  add_token(end, with_token, sizeof with_token);
  const struct answer *answer = find_answer(device->model, with_token);
  if (!answer) answer = find_answer(device->model, key);
  if (!answer) answer = find_answer(device->model, "unknown");
  if (!answer) return -1;
  send_answer(connection, answer, device);
  const char *keep = header(text, end, "Connection");
  return keep && strncasecmp(keep, "close", 5) == 0 ? -1 : (long)whole;
}

int main(int count, char **words) {
  if (count != 4) errx(2, "usage: onvif <devices> <answers> <port>");
  load_devices(words[1]);
  load_answers(words[2]);
  serve_tcp(atoi(words[3]), answer_soap);
}
