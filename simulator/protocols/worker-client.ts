import { Worker } from 'node:worker_threads';
import { CamwatchError } from '../../core/errors.ts';
import type { DeviceAnswer, DeviceRequest, NumberedRequest } from './device-worker.ts';

/** Thrown when virtual devices cannot listen, or are asked for what they are not. */
export class VirtualDeviceError extends CamwatchError {
  readonly code = 'SIMULATOR_DEVICE';
}

/** A thread of devices. */
export interface WorkerClient {
  readonly ask: (request: DeviceRequest) => Promise<DeviceAnswer>;
  readonly cpuMs: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export function createWorkerClient(): WorkerClient {
  const worker = new Worker(new URL('./device-worker.ts', import.meta.url));
  const waiting = new Map<number, PromiseWithResolvers<DeviceAnswer>>();
  let lastId = 0;
  let ended: Error | undefined;
  worker.on('message', (answer: DeviceAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer);
    else asked?.reject(new VirtualDeviceError(`a virtual device failed: ${answer.error}`));
  });
  // Nobody answers any more: neither what waits, nor what will be asked.
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', (error) =>
    end(new VirtualDeviceError('the virtual devices broke down', { cause: error })),
  );
  worker.on('exit', () => end(new VirtualDeviceError('the virtual devices are closed')));
  return {
    ask: (request) => {
      if (ended !== undefined) return Promise.reject(ended);
      const id = ++lastId;
      const answer = Promise.withResolvers<DeviceAnswer>();
      waiting.set(id, answer);
      worker.postMessage({ id, request } satisfies NumberedRequest);
      return answer.promise;
    },
    cpuMs: async () => {
      if (ended !== undefined) throw ended;
      const { user, system } = await worker.cpuUsage();
      return (user + system) / 1_000;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
