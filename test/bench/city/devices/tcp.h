/* Accepts on every address and hands whole requests on: one thread, epoll. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_REQUEST 65536

struct connection {
  int socket;
  uint32_t address;
  size_t size, room;
  char *text;
};

/* How much of the text was a request that is answered now; 0: more must come; -1: hang up. */
typedef long (*answer_request)(struct connection *connection);

static void hang_up(struct connection *connection) {
  close(connection->socket);
  free(connection->text);
  free(connection);
}

static void reply(struct connection *connection, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t sent = send(connection->socket, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes += sent;
    size -= (size_t)sent;
  }
}

/* What is left of the connection: 0 where it has ended. */
static int take(struct connection *connection, answer_request answer) {
  if (connection->room - connection->size < 4096) {
    connection->room += 8192;
    connection->text = realloc(connection->text, connection->room);
  }
  ssize_t got = recv(connection->socket, connection->text + connection->size, connection->room - connection->size - 1, 0);
  if (got < 0 && errno == EAGAIN) return 1;
  if (got <= 0 || connection->size + (size_t)got > MOST_REQUEST) return 0;
  connection->size += (size_t)got;
  for (;;) {
    connection->text[connection->size] = 0;
    long used = answer(connection);
    if (used < 0) return 0;
    if (used == 0) return 1;
    connection->size -= (size_t)used;
    memmove(connection->text, connection->text + used, connection->size);
    if (connection->size == 0) return 1;
  }
}

static void accept_all(int listening, int poll) {
  for (;;) {
    int socket = accept4(listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    struct sockaddr_in here;
    socklen_t length = sizeof here;
    getsockname(socket, (struct sockaddr *)&here, &length);
    struct connection *connection = calloc(1, sizeof *connection);
    connection->socket = socket;
    connection->address = ntohl(here.sin_addr.s_addr);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
  }
}

static void serve_tcp(int port, answer_request answer) {
  signal(SIGPIPE, SIG_IGN);
  int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  if (bind(listening, (struct sockaddr *)&here, sizeof here) || listen(listening, 4096)) err(1, "port %d", port);
  int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event first = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(poll, EPOLL_CTL_ADD, listening, &first);
  puts("ready");
  fflush(stdout);
  for (;;) {
    struct epoll_event events[256];
    int count = epoll_wait(poll, events, 256, -1);
    for (int place = 0; place < count; place++) {
      struct connection *connection = events[place].data.ptr;
      if (!connection) accept_all(listening, poll);
      else if (!take(connection, answer)) hang_up(connection);
    }
  }
}

/* The value of a header, up to the end of its line; NULL where it is not there. */
static const char *header(const char *head, const char *end, const char *name) {
  size_t length = strlen(name);
  for (const char *line = head; line && line < end; line = strstr(line, "\r\n")) {
    if (line != head) line += 2;
    if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
      for (line += length + 1; *line == ' '; line++)
        ;
      return line;
    }
    if (line == head && !strstr(line, "\r\n")) break;
  }
  return NULL;
}
