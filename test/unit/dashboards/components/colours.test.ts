import { describe, expect, test } from 'vitest';
import { SERIES_COLOURS, STATE_COLOURS } from '#dashboards/components/colours.ts';

type Colour = readonly [number, number, number];

/** How colours look to eyes without one of the cones (Machado and others, 2009, severity 1), on linear RGB. */
const EYES: Readonly<Record<string, readonly Colour[]>> = {
  'usual eyes': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** About ten times what is just noticed beside each other. */
const FAR_APART = 20;

describe.each(Object.entries(EYES))('to %s', (_, matrix) => {
  test.each(pairsOf(Object.entries(STATE_COLOURS)))('%s and %s differ', (_one, _other, a, b) => {
    expect(distance(seen(a, matrix), seen(b, matrix))).toBeGreaterThan(FAR_APART);
  });
});

/** What Grafana's dark theme draws panels on. */
const DARK_PANEL = '#181B1F';

test.each(Object.entries(STATE_COLOURS))('%s is read on a dark panel', (_, colour) => {
  const contrast = (luminance(colour) + 0.05) / (luminance(DARK_PANEL) + 0.05);

  expect(contrast).toBeGreaterThan(4.5);
});

test('no series has the colour of a state', () => {
  for (const series of SERIES_COLOURS)
    for (const state of Object.values(STATE_COLOURS))
      expect(distance(lab(linear(series)), lab(linear(state)))).toBeGreaterThan(FAR_APART);
});

function pairsOf(named: readonly (readonly [string, string])[]): [string, string, string, string][] {
  return named.flatMap(([one, a], place) =>
    named.slice(place + 1).map(([other, b]): [string, string, string, string] => [one, other, a, b]),
  );
}

const seen = (hex: string, matrix: readonly Colour[]): Colour => {
  const [r, g, b] = linear(hex);
  const [x = 0, y = 0, z = 0] = matrix.map(([mr, mg, mb]) =>
    Math.min(1, Math.max(0, mr * r + mg * g + mb * b)),
  );
  return lab([x, y, z]);
};

function linear(hex: string): Colour {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

/** Of WCAG. */
function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** CIE L*a*b* under D65. */
function lab([r, g, b]: Colour): Colour {
  const [x = 0, y = 0, z = 0] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((share) => (share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Colour, b: Colour): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
