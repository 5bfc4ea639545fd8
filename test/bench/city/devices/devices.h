/* The devices of the made-up city by address, and what each of their models answers. */
#include <arpa/inet.h>
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct device {
  uint32_t address;
  unsigned model;
  char serial[24];
};

static struct device *devices;
static size_t device_count;

/* Lines `address model serial`, by address. */
static void load_devices(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) err(1, "%s", path);
  size_t room = 0;
  char address[24], serial[24];
  unsigned model;
  while (fscanf(file, "%23s %u %23s", address, &model, serial) == 3) {
    if (device_count == room) devices = realloc(devices, (room = room ? room * 2 : 4096) * sizeof *devices);
    struct device *device = &devices[device_count++];
    device->address = ntohl(inet_addr(address));
    device->model = model;
    strcpy(device->serial, serial);
  }
  fclose(file);
}

static const struct device *find_device(uint32_t address) {
  size_t low = 0, high = device_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (devices[middle].address < address) low = middle + 1;
    else high = middle;
  }
  return low < device_count && devices[low].address == address ? &devices[low] : NULL;
}
