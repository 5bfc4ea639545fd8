import type { Random } from '#simulator/city/random.ts';

export const between = ({ next }: Random, from: number, to: number) => from + next() * (to - from);
