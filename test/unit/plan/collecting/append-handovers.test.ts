import { describe, expect, test } from 'vitest';
import { createZone } from '#core/time/zone.ts';
import { appendHandovers } from '#plan/collecting/append-handovers.ts';
import { changeContractOwners, changeDeviceOwners } from '#plan/collecting/change-owners.ts';
import type { NewHandover } from '#plan/collecting/new-handover.ts';

const zone = createZone('Asia/Ho_Chi_Minh');

const HANDOVER: NewHandover = {
  atMs: zone.parseInstantMs('2025-11-20') ?? 0,
  kind: 'device',
  id: 'cam-1',
  field: 'agency',
  from: 'ward',
  to: 'police',
  document: 'Biên bản 5, "bản chính"',
};

const append = (text: string) => appendHandovers(text, [HANDOVER], zone);

describe('appendHandovers', () => {
  test('keeps what is there, byte for byte', () => {
    const before =
      '\ufeffat,kind,id,field,from,to,document\r\n2025-03-01,device,cam-2,agency,a,b,"x ""y"""\r\n';

    expect(append(before)).toBe(
      `${before}2025-11-20,device,cam-1,agency,ward,police,"Biên bản 5, ""bản chính"""\r\n`,
    );
  });

  test('ends a last line that has no end', () => {
    expect(append('at,kind,id,field,from,to,document')).toBe(
      'at,kind,id,field,from,to,document\n2025-11-20,device,cam-1,agency,ward,police,"Biên bản 5, ""bản chính"""\n',
    );
  });

  test('writes into the columns as they stand, with their delimiter', () => {
    expect(append('document;id;at;to;from;field;kind\n')).toBe(
      'document;id;at;to;from;field;kind\n"Biên bản 5, ""bản chính""";cam-1;2025-11-20;police;ward;agency;device\n',
    );
  });

  test('begins a file that is not there', () => {
    expect(append('').split('\n')).toEqual([
      'at,kind,id,field,from,to,document',
      '2025-11-20,device,cam-1,agency,ward,police,"Biên bản 5, ""bản chính"""',
      '',
    ]);
  });

  test('refuses a table that has no place for the document', () => {
    expect(() => append('at,kind,id,field,from,to\n')).toThrow(
      'handovers.csv: expected the columns at,kind,id,field,from,to,document, got none of the name document',
    );
  });
});

describe('changeDeviceOwners', () => {
  test('changes the agency of these devices and nothing else', () => {
    const text =
      'id,name,agency,note\r\n"cam-1","Hai\r\ndòng, ""một""",ward,\r\ncam-11,x,ward,\r\n cam-2 ,x,"ward",y';

    const changed = changeDeviceOwners(
      text,
      new Map([
        ['cam-1', 'police'],
        ['cam-2', 'police'],
      ]),
    );

    expect(changed).toBe(
      'id,name,agency,note\r\n"cam-1","Hai\r\ndòng, ""một""",police,\r\ncam-11,x,ward,\r\n cam-2 ,x,police,y',
    );
  });
});

describe('changeContractOwners', () => {
  test('keeps comments and layout', () => {
    const text = `# Mẫu
contracts:
  - { id: a, agency: ward, name: Một } # một dòng
  - id: b
    agency:   'ward'   # chủ đầu tư
    name: Hai
`;

    expect(changeContractOwners(text, new Map([['b', 'police']]))).toBe(
      text.replace("agency:   'ward'   #", 'agency:   police   #'),
    );
    expect(changeContractOwners(text, new Map([['a', 'police']]))).toBe(
      text.replace('id: a, agency: ward', 'id: a, agency: police'),
    );
  });
});
