import { z } from 'zod';

const LAST_MS = 8_640_000_000_000_000;

/** Of somebody else: an instant that a calendar has. */
export const CalendarInstant = z.int().min(-LAST_MS).max(LAST_MS);
