import { z } from 'zod';
import { Since } from '../../core/input/fields.ts';
import { must } from '../../core/input/parse-input.ts';

export const InfluxAddress = z
  .string()
  .superRefine(
    must(
      (text) => URL.parse(text)?.protocol.startsWith('http') === true,
      'expected an address such as http://127.0.0.1:8086',
      'cần địa chỉ như http://127.0.0.1:8086',
    ),
  )
  .meta({ value: 'url' });

/** Where what is asked for ends. */
export const Until = Since.meta({
  expected: {
    en: 'expected an instant such as 2025-10-01T08:00+07:00, or a time such as 10m',
    vi: 'cần thời điểm như 2025-10-01T08:00+07:00, hoặc khoảng thời gian như 10m',
  },
});
