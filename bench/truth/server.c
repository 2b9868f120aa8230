/*
 * An HTTP/1.1 server that is good and bad by script, and says when: the truth that measuring tools are compared with.
 *
 *   server [--port N] [--service-us N] [--start told] [--window FROM_MS:LENGTH_MS:KIND[:PARAMETER]]...
 *
 * The script begins with the first request; with `--start told`, at the time of the line `start NS` (CLOCK_MONOTONIC) on standard input. All ends
 * with standard input.
 * What happened when is written to standard output, one JSON object a line, times in ns of CLOCK_MONOTONIC as text.
 *
 * Kinds that act on what is on its way:
 *   stall      reads, but answers nothing until the window ends, and then what waits
 *   refused    listener and connections closed; the kernel answers whoever connects with a RST
 * Kinds that act on the requests that arrive in the window:
 *   reset      RST
 *   fin        closes without a reply
 *   503        that status
 *   truncated  a tenth of the announced body, then closes
 *   slow:MS    answers after so many milliseconds
 *   fourth     every fourth request gets a 503; requests on a connection of their own are counted apart
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_BYTES = 4096, MAX_WINDOWS = 1024, MAX_CONNECTIONS = 65536, BACKLOG = 4096 };
/* Few at a time, so that who waits is served in turn, evenly, and not after everybody else has been accepted. */
enum { EVENTS = 16, ACCEPTED_AT_ONCE = 16 };
enum { NS_PER_US = 1000, NS_PER_MS = 1000000 };

enum kind { OK, STALL, REFUSED, RESET, FIN, STATUS_503, TRUNCATED, SLOW, FOURTH, KINDS };
static const char *const kind_names[KINDS] = {"ok", "stall", "refused", "reset", "fin", "503", "truncated", "slow", "fourth"};

struct window {
  int64_t from_ns, length_ns, delay_ns;
  enum kind kind;
};

struct connection {
  uint32_t generation;
  bool open, busy, close_after;
  int length;
  char request[REQUEST_BYTES];
};

/* What will be answered when; every entry of a queue waits equally long, so that it is in order of time. */
struct answer {
  int64_t at_ns;
  int fd;
  uint32_t generation;
  enum kind kind;
};

struct queue {
  struct answer *entries;
  size_t head, count, capacity;
};

static struct window windows[MAX_WINDOWS];
static int window_count, next_window;
static bool in_window;
static enum kind current = OK;
static int64_t current_delay_ns;
static int64_t service_ns = NS_PER_MS;
static int64_t start_ns = -1;
static bool starts_when_told;

static struct connection *connections[MAX_CONNECTIONS];
static struct queue usual, slow;
static int epoll_fd, timer_fd, listener = -1;
static uint16_t port;
static uint64_t accepted, received, turn[2], outcomes[KINDS], given_up;
/* When it went on after SIGSTOP, by its own clock; the loop writes it down, as a signal handler may not. */
static volatile sig_atomic_t was_continued;
static int64_t continued_ns;
static bool behind;

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void die(const char *what) {
  fprintf(stderr, "server: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

static void start_listening(void) {
  int yes = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) die("socket");
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, size) != 0) die("bind");
  if (listen(listener, BACKLOG) != 0) die("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  port = ntohs(address.sin_port);
  watch(listener);
}

static void end_connection(int fd, bool with_reset) {
  struct linger at_once = {.l_onoff = 1, .l_linger = 0};
  if (with_reset) setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  connections[fd]->open = false;
  connections[fd]->generation++;
  close(fd);
}

static void stop_listening(void) {
  close(listener);
  listener = -1;
  for (int fd = 0; fd < MAX_CONNECTIONS; fd++)
    if (connections[fd] != NULL && connections[fd]->open) {
      if (connections[fd]->busy) outcomes[REFUSED]++;
      end_connection(fd, false);
    }
}

static void push(struct queue *queue, struct answer answer) {
  if (queue->count == queue->capacity) {
    size_t capacity = queue->capacity == 0 ? 1024 : queue->capacity * 2;
    struct answer *entries = malloc(capacity * sizeof *entries);
    if (entries == NULL) die("malloc");
    for (size_t at = 0; at < queue->count; at++) entries[at] = queue->entries[(queue->head + at) % queue->capacity];
    free(queue->entries);
    *queue = (struct queue){.entries = entries, .count = queue->count, .capacity = capacity};
  }
  queue->entries[(queue->head + queue->count++) % queue->capacity] = answer;
}

static bool has_header(const char *request, const char *line) { return strcasestr(request, line) != NULL; }

/* Decides what becomes of the request in the connection's buffer, once it is complete. */
static void take_request(int fd) {
  struct connection *connection = connections[fd];
  connection->request[connection->length] = '\0';
  char *end = strstr(connection->request, "\r\n\r\n");
  if (connection->busy || end == NULL) return;
  end[2] = '\0';
  bool old = strstr(connection->request, " HTTP/1.0\r\n") != NULL;
  connection->close_after =
      old ? !has_header(connection->request, "\r\nConnection: keep-alive\r\n") : has_header(connection->request, "\r\nConnection: close\r\n");
  connection->length -= (int)(end + 4 - connection->request);
  memmove(connection->request, end + 4, (size_t)connection->length);
  connection->busy = true;
  received++;
  int64_t at_ns = now_ns();
  if (start_ns < 0 && !starts_when_told) {
    start_ns = at_ns;
    printf("{\"event\":\"started\",\"ns\":\"%" PRId64 "\"}\n", start_ns);
  }
  bool waits_longer = current == SLOW;
  enum kind kind = current == STALL ? OK : current;
  if (current == FOURTH) kind = turn[connection->close_after]++ % 4 == 3 ? STATUS_503 : OK;
  struct answer answer = {at_ns + (waits_longer ? current_delay_ns : service_ns), fd, connection->generation, kind};
  push(waits_longer ? &slow : &usual, answer);
}

static void answer_with(int fd, const char *status, int announced, int sent, bool close_after) {
  char reply[512];
  int head = snprintf(reply, sizeof reply, "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n", status,
                      announced, close_after ? "close" : "keep-alive");
  memset(reply + head, 'x', (size_t)sent);
  if (send(fd, reply, (size_t)(head + sent), MSG_NOSIGNAL) < 0) close_after = true;
  if (close_after) {
    end_connection(fd, false);
    return;
  }
  connections[fd]->busy = false;
  take_request(fd);
}

static void deliver(struct answer answer) {
  struct connection *connection = connections[answer.fd];
  if (!connection->open || connection->generation != answer.generation) {
    given_up++;
    return;
  }
  outcomes[answer.kind]++;
  switch (answer.kind) {
    case RESET:
      end_connection(answer.fd, true);
      break;
    case FIN:
      end_connection(answer.fd, false);
      break;
    case TRUNCATED:
      answer_with(answer.fd, "200 OK", 100, 10, true);
      break;
    case STATUS_503:
      answer_with(answer.fd, "503 Service Unavailable", 10, 10, connection->close_after);
      break;
    default:
      answer_with(answer.fd, "200 OK", 10, 10, connection->close_after);
  }
}

static void deliver_due(struct queue *queue) {
  while (queue->count > 0 && current != STALL && queue->entries[queue->head].at_ns <= now_ns()) {
    struct answer answer = queue->entries[queue->head];
    queue->head = (queue->head + 1) % queue->capacity;
    queue->count--;
    deliver(answer);
  }
}

static void accept_some(void) {
  for (int count = 0; count < ACCEPTED_AT_ONCE; count++) {
    int yes = 1;
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    if (fd >= MAX_CONNECTIONS) die("too many connections");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connections[fd] == NULL) connections[fd] = calloc(1, sizeof *connections[fd]);
    if (connections[fd] == NULL) die("calloc");
    struct connection *connection = connections[fd];
    connection->open = true;
    connection->busy = false;
    connection->length = 0;
    accepted++;
    watch(fd);
  }
}

static void read_from(int fd) {
  struct connection *connection = connections[fd];
  if (connection == NULL || !connection->open) return;
  ssize_t got = recv(fd, connection->request + connection->length, (size_t)(REQUEST_BYTES - 1 - connection->length), 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) {
    end_connection(fd, false);
    return;
  }
  connection->length += (int)got;
  take_request(fd);
}

static void log_window(const char *state) {
  printf("{\"event\":\"window\",\"index\":%d,\"kind\":\"%s\",\"state\":\"%s\",\"ns\":\"%" PRId64 "\"}\n", next_window,
         kind_names[windows[next_window].kind], state, now_ns());
}

static int64_t next_change_ns(void) {
  if (start_ns < 0 || next_window >= window_count) return INT64_MAX;
  const struct window *window = &windows[next_window];
  return start_ns + window->from_ns + (in_window ? window->length_ns : 0);
}

static void begin_window(void) {
  const struct window *window = &windows[next_window];
  in_window = true;
  current = window->kind;
  current_delay_ns = window->delay_ns;
  if (current == REFUSED) stop_listening();
  log_window("began");
}

static void end_window(void) {
  if (current == REFUSED) start_listening();
  current = OK;
  in_window = false;
  log_window("ended");
  next_window++;
}

static void set_timer(void) {
  int64_t wake_ns = next_change_ns();
  const struct queue *queues[] = {&usual, &slow};
  for (int at = 0; at < 2 && current != STALL; at++)
    if (queues[at]->count > 0 && queues[at]->entries[queues[at]->head].at_ns < wake_ns) wake_ns = queues[at]->entries[queues[at]->head].at_ns;
  struct itimerspec timer = {0};
  if (wake_ns != INT64_MAX) timer.it_value = (struct timespec){.tv_sec = wake_ns / 1000000000, .tv_nsec = wake_ns % 1000000000};
  timerfd_settime(timer_fd, TFD_TIMER_ABSTIME, &timer, NULL);
}

static void finish(void) {
  printf("{\"event\":\"ended\",\"ns\":\"%" PRId64 "\",\"connections\":%" PRIu64 ",\"requests\":%" PRIu64 ",\"givenUp\":%" PRIu64 ",\"outcomes\":{",
         now_ns(), accepted, received, given_up);
  for (int kind = 0; kind < KINDS; kind++) printf("%s\"%s\":%" PRIu64, kind == 0 ? "" : ",", kind_names[kind], outcomes[kind]);
  printf("}}\n");
  exit(0);
}

static void on_continue(int number) {
  (void)number;
  continued_ns = now_ns();
  was_continued = 1;
}

/* Writes down when it went on, and when nothing was left of what had come while it was suspended. */
static void log_standstill(int ready) {
  if (was_continued) {
    was_continued = 0;
    behind = true;
    printf("{\"event\":\"continued\",\"ns\":\"%" PRId64 "\"}\n", continued_ns);
  } else if (behind && ready == 0) {
    behind = false;
    printf("{\"event\":\"caught-up\",\"ns\":\"%" PRId64 "\"}\n", now_ns());
  }
}

static void read_command(void) {
  static char line[128];
  static size_t length;
  ssize_t got = read(STDIN_FILENO, line + length, sizeof line - 1 - length);
  if (got <= 0) finish();
  length += (size_t)got;
  line[length] = '\0';
  if (strchr(line, '\n') == NULL) return;
  length = 0;
  if (sscanf(line, "start %" SCNd64, &start_ns) == 1) printf("{\"event\":\"started\",\"ns\":\"%" PRId64 "\"}\n", start_ns);
}

static void add_window(const char *text) {
  double from_ms, length_ms, delay_ms = 0;
  char name[16] = "";
  if (window_count == MAX_WINDOWS || sscanf(text, "%lf:%lf:%15[a-z0-9]:%lf", &from_ms, &length_ms, name, &delay_ms) < 3) {
    fprintf(stderr, "server: not a window, or one too many: %s\n", text);
    exit(2);
  }
  struct window window = {(int64_t)(from_ms * NS_PER_MS), (int64_t)(length_ms * NS_PER_MS), (int64_t)(delay_ms * NS_PER_MS), OK};
  while (window.kind < KINDS && strcmp(kind_names[window.kind], name) != 0) window.kind++;
  if (window.kind == KINDS) {
    fprintf(stderr, "server: unknown kind: %s\n", name);
    exit(2);
  }
  windows[window_count++] = window;
}

static void read_arguments(int count, char **arguments) {
  for (int at = 1; at + 1 < count; at += 2) {
    const char *value = arguments[at + 1];
    if (strcmp(arguments[at], "--port") == 0) port = (uint16_t)atoi(value);
    else if (strcmp(arguments[at], "--service-us") == 0) service_ns = (int64_t)atoi(value) * NS_PER_US;
    else if (strcmp(arguments[at], "--start") == 0) starts_when_told = strcmp(value, "told") == 0;
    else if (strcmp(arguments[at], "--window") == 0) add_window(value);
    else {
      fprintf(stderr, "server: unknown option: %s\n", arguments[at]);
      exit(2);
    }
  }
}

int main(int count, char **arguments) {
  struct rlimit files;
  struct epoll_event events[EVENTS];
  read_arguments(count, arguments);
  setvbuf(stdout, NULL, _IOLBF, 0);
  signal(SIGINT, SIG_IGN);
  signal(SIGCONT, on_continue);
  /* What is the measure must be punctual, and the same for every tool. Without the right to it the log still tells what really happened. */
  struct sched_param lowest = {.sched_priority = 1};
  (void)!sched_setscheduler(0, SCHED_RR, &lowest);
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  watch(timer_fd);
  watch(STDIN_FILENO);
  start_listening();
  printf("{\"event\":\"listening\",\"ns\":\"%" PRId64 "\",\"port\":%u}\n", now_ns(), port);
  for (;;) {
    set_timer();
    int ready = epoll_wait(epoll_fd, events, EVENTS, behind ? 0 : -1);
    log_standstill(ready);
    /* A change of the script comes before the requests that arrived after it. */
    while (next_change_ns() <= now_ns()) in_window ? end_window() : begin_window();
    for (int at = 0; at < ready; at++) {
      int fd = events[at].data.fd;
      uint64_t expirations;
      if (fd == timer_fd) (void)!read(timer_fd, &expirations, sizeof expirations);
      else if (fd == STDIN_FILENO) read_command();
      else if (fd == listener) accept_some();
      else read_from(fd);
    }
    deliver_due(&usual);
    deliver_due(&slow);
  }
}
