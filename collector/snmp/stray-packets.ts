import { createBudget } from '../probing/budget.ts';
import { isAnswerTo, type MessageHeader, MOST_REPLY_BYTES, parseMessageHeader } from './message-header.ts';

/** Finds whom a packet is for that came from an address which nobody asked. */
export interface StrayPackets<Line> {
  /** What was sent last by a line, and is waited for an answer to. */
  readonly expect: (line: Line, packet: Uint8Array) => void;
  readonly forget: (line: Line) => void;
  /** Who waits for this very answer; `undefined` for what nobody asked, or comes from strangers beyond the bound. */
  readonly ownerOf: (packet: Uint8Array, sender: 'agent' | 'stranger') => Line | undefined;
}

/** A flood from elsewhere costs no more than this: what was asked is answered from where it was asked. */
const STRAYS_PER_SECOND = 2_000;

export function createStrayPackets<Line>(nowMs: () => number = () => performance.now()): StrayPackets<Line> {
  const expected = new Map<number, Map<Line, MessageHeader>>();
  const idByLine = new Map<Line, number>();
  const takeToken = createBudget(STRAYS_PER_SECOND, nowMs);

  const forget = (line: Line) => {
    const id = idByLine.get(line);
    if (id === undefined) return;
    idByLine.delete(line);
    const lines = expected.get(id);
    lines?.delete(line);
    if (lines?.size === 0) expected.delete(id);
  };
  return {
    expect: (line, packet) => {
      forget(line);
      const header = parseMessageHeader(packet);
      if (header === undefined) return;
      idByLine.set(line, header.id);
      expected.set(header.id, (expected.get(header.id) ?? new Map()).set(line, header));
    },
    forget,
    ownerOf: (packet, sender) => {
      if (expected.size === 0 || packet.length > MOST_REPLY_BYTES) return undefined;
      if (sender === 'stranger' && !takeToken()) return undefined;
      const header = parseMessageHeader(packet);
      if (header === undefined) return undefined;
      for (const [line, request] of expected.get(header.id) ?? [])
        if (isAnswerTo(header, request)) return line;
      return undefined;
    },
  };
}
