import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export interface StreamBounds {
  /** After this many bytes of the other side it ends with an error. */
  readonly mostBytes: number;
  /** Handed over at once after a rest. */
  readonly burstBytes: number;
  /** Handed over each millisecond after that: what comes faster waits at the other side. */
  readonly bytesPerMs: number;
}

/**
 * What the other side of a socket says, slowly and not for ever, so that whoever reads it has time for other things however fast
 * and however much it says. The socket is the stream's: each ends with the other.
 */
export class BoundedStream extends Duplex {
  readonly #socket: Socket;
  readonly #bounds: StreamBounds;
  #heardBytes = 0;
  /** When what was handed over so far will have been, at the pace that is allowed. */
  #paidMs = 0;

  constructor(socket: Socket, bounds: StreamBounds) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    this.#bounds = bounds;
    socket.on('timeout', () => this.emit('timeout'));
    void this.#pump();
  }

  /** As that of a socket: `timeout` is emitted when nothing was heard or said for so long. */
  setTimeout(ms: number): this {
    this.#socket.setTimeout(ms);
    return this;
  }

  override _read(): void {
    // What is heard is handed over whether it is asked for or not: there is little of it.
  }

  override _write(chunk: Buffer, encoding: NodeJS.BufferEncoding, callback: (error?: Error | null) => void) {
    this.#socket.write(chunk, encoding, callback);
  }

  override _final(callback: () => void): void {
    if (this.#socket.destroyed) callback();
    else this.#socket.end(callback);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#socket.destroy();
    // What lies above it, TLS for one, ends with it and says first why.
    setImmediate(callback, error);
  }

  async #pump(): Promise<void> {
    const { burstBytes, mostBytes } = this.#bounds;
    try {
      for await (const heard of this.#socket) {
        for (let start = 0; start < heard.length && !this.destroyed; start += burstBytes) {
          const chunk: Buffer = heard.subarray(start, start + burstBytes);
          this.#heardBytes += chunk.length;
          if (this.#heardBytes > mostBytes) throw new Error('the server says too much');
          await this.#turnOf(chunk.length);
          this.push(chunk);
        }
      }
      this.push(null);
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** A bucket of `burstBytes` that fills again with `bytesPerMs`. */
  async #turnOf(bytes: number): Promise<void> {
    const { burstBytes, bytesPerMs } = this.#bounds;
    const nowMs = performance.now();
    const paidMs = Math.max(this.#paidMs, nowMs - burstBytes / bytesPerMs) + bytes / bytesPerMs;
    this.#paidMs = paidMs;
    if (paidMs > nowMs) await delay(paidMs - nowMs);
  }
}
