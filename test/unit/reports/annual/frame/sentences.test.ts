import { describe, expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import { plainRuns, textOfRuns } from '#documents/model/plain-run.ts';
import type { RichText } from '#documents/model/rich-text.ts';
import { createFigurePrinter } from '#reports/annual/frame/figure-printer.ts';
import {
  availabilitySentence,
  outageSentence,
  sourceSentence,
  yearBeforeSentence,
} from '#reports/annual/sentences/availability-sentences.ts';
import {
  blindSentence,
  certificateSentence,
  linkSentence,
  recorderSentence,
  securitySentence,
  withoutCameraSentence,
} from '#reports/annual/sentences/condition-sentences.ts';
import {
  moneySentence,
  reconciliationSentence,
  statementSentence,
} from '#reports/annual/sentences/contract-sentences.ts';
import {
  movementSentence,
  targetSentence,
  transferSentence,
} from '#reports/annual/sentences/inventory-sentences.ts';

const print = (sections: Json) => createFigurePrinter(sections);
const plain = (text: RichText): string => textOfRuns(plainRuns(text)).replaceAll('\u00a0', ' ');

const moved = (opening: number, installed: number, scrapped: number) =>
  print({
    movement: {
      city: {
        camera: {
          opening,
          installed,
          received: 0,
          handedOver: 0,
          scrapped,
          closing: opening + installed - scrapped,
        },
      },
      transfers: {},
    },
  });

describe('sentences about the inventory', () => {
  test.each([
    [
      moved(150, 52, 1),
      'Đến hết ngày 15/11/2025, danh mục có 201 camera, tăng 51 camera so với đầu kỳ (150 camera): lắp mới 52, thanh lý 01.',
    ],
    [
      moved(150, 0, 30),
      'Đến hết ngày 15/11/2025, danh mục có 120 camera, giảm 30 camera so với đầu kỳ (150 camera): thanh lý 30.',
    ],
    [
      moved(150, 4, 4),
      'Đến hết ngày 15/11/2025, danh mục có 150 camera, bằng số đầu kỳ (150 camera): lắp mới 04, thanh lý 04.',
    ],
    [moved(150, 0, 0), 'Đến hết ngày 15/11/2025, danh mục có 150 camera, bằng số đầu kỳ (150 camera).'],
    [
      moved(31, 0, 31),
      'Đến hết ngày 15/11/2025, danh mục không còn camera nào, giảm 31 camera so với đầu kỳ (31 camera): thanh lý 31.',
    ],
    [
      moved(0, 2, 2),
      'Trong kỳ lắp mới 02, thanh lý 02 camera; không có camera nào trong danh mục ở đầu kỳ và đến hết ngày 15/11/2025.',
    ],
    [moved(0, 0, 0), 'Không có camera nào trong danh mục ở đầu kỳ và đến hết ngày 15/11/2025.'],
  ])('more, fewer or as many cameras: %#', (printer, text) => {
    expect(plain(movementSentence(printer, '15/11/2025'))).toBe(text);
  });

  test('no transfer has its own sentence', () => {
    expect(plain(transferSentence(moved(1, 0, 0)))).toBe(
      'Trong kỳ không có thiết bị nào được chuyển giữa các đơn vị.',
    );
    expect(plain(transferSentence(print({ movement: { transfers: { camera: 132, switch: 47 } } })))).toBe(
      'Có 179 lượt thiết bị (trong đó 132 lượt camera) được bàn giao giữa các đơn vị; tổng số của Thành phố giữ nguyên.',
    );
  });

  test.each([
    [
      201,
      51,
      'Kế hoạch xác định nhu cầu 40.210 camera; danh mục hiện có 201 camera, bằng 0,4 % (gồm cả camera ngoài các nhiệm vụ của Kế hoạch). Trong số đó, 51 camera được đầu tư theo các nhiệm vụ của Kế hoạch, bằng 0,1 % chỉ tiêu.',
    ],
    [
      40_210,
      0,
      'Kế hoạch xác định nhu cầu 40.210 camera; danh mục hiện có 40.210 camera. Chưa có camera nào trong danh mục được đầu tư theo các nhiệm vụ của Kế hoạch.',
    ],
  ])('%i cameras of the target, %i of them of the plan', (present, ofProgrammes, text) => {
    const rows = [{ id: 'cameras', target: 40_210, present, ofProgrammes }];

    expect(plain(targetSentence(print({ targets: { rows } })))).toBe(text);
  });
});

const cell = (
  upMs: number,
  downMs: number,
  unknownMs: number,
  rest: { readonly [name: string]: Json } = {},
) =>
  print({
    a: {
      entities: 196,
      measured: { upMs, degradedMs: 0, downMs, unknownMs, outOfServiceMs: 0 },
      neverMeasured: 0,
      ...rest,
    },
  });

describe('sentences about availability', () => {
  test.each([
    [cell(9_902, 98, 10), 'Độ khả dụng đạt 99,02 %, tính trên 99,90 % thời gian có số liệu của 196 camera.'],
    [
      cell(4_000, 1_000, 5_000),
      'Độ khả dụng đạt 80,00 %, tính trên 50,00 % thời gian có số liệu của 196 camera. Thời gian có số liệu dưới 90 %: nếu toàn bộ thời gian chưa rõ là gián đoạn thì độ khả dụng là 40,00 %, nếu là hoạt động thì 90,00 %.',
    ],
    [cell(0, 0, 100), 'Độ khả dụng: trong kỳ chưa đo được.'],
  ])('as much as the measurement carries: %#', (printer, text) => {
    expect(plain(availabilitySentence(printer, 'a', 'Độ khả dụng'))).toBe(text);
  });

  test('what was not measured is told by its source, and of no other indicator', () => {
    const told = cell(1, 0, 0, {
      imported: { entities: 3 },
      selfReported: { entities: 7, said: 5 },
      neverMeasured: 7,
    });

    expect(plain(sourceSentence(told, 'a', 'kết nối') ?? '')).toBe(
      '03 camera có thời gian do hệ thống khác ghi nhận, để riêng ngoài tỷ lệ này. 07 camera chưa đo được kết nối, chưa tính vào tỷ lệ này; đơn vị đã tự báo cáo tình trạng của 05 camera trong số đó.',
    );
    expect(plain(sourceSentence(cell(1, 0, 0, { neverMeasured: 6 }), 'a', 'kết nối') ?? '')).toBe(
      '06 camera chưa đo được kết nối, chưa tính vào tỷ lệ này.',
    );
    expect(sourceSentence(cell(1, 0, 0), 'a', 'kết nối')).toBeUndefined();
  });

  test.each<[Json, string]>([
    [{ count: 0 }, 'Camera: trong kỳ không ghi nhận lần gián đoạn mới nào.'],
    [{}, 'Camera: chưa có số liệu về lần gián đoạn.'],
    [
      { count: 12, mttrMs: 27_000_000, mtbfMs: 2_764_800_000, longestMs: 36_000_000, openAtEnd: 1 },
      'Camera: ghi nhận 12 lần gián đoạn. Thời gian khắc phục trung bình 7,5 giờ; thời gian hoạt động trung bình giữa hai lần gián đoạn 32,0 ngày; lần dài nhất 10,0 giờ. Cuối kỳ còn 01 lần chưa được khắc phục.',
    ],
    [
      { count: 12, begunBeforeService: 1, mttrMs: 27_000_000, longestMs: 36_000_000, openAtEnd: 0 },
      'Camera: ghi nhận 12 lần gián đoạn, trong đó 01 lần có từ trước khi nghiệm thu hoặc sử dụng lại, tính từ lúc đó. Thời gian khắc phục trung bình 7,5 giờ; lần dài nhất 10,0 giờ. Cuối kỳ không còn lần nào chưa được khắc phục.',
    ],
    [
      { count: 1, longestMs: 36_000_000, openAtEnd: 1 },
      'Camera: ghi nhận 01 lần gián đoạn. Chưa có lần nào được khắc phục trong kỳ; lần dài nhất 10,0 giờ. Cuối kỳ còn 01 lần chưa được khắc phục.',
    ],
  ])('outages %#', (outages, text) => {
    expect(plain(outageSentence(print({ o: outages }), 'o', 'Camera'))).toBe(text);
  });

  test('a year before of which nothing is known is not compared with', () => {
    expect(plain(yearBeforeSentence(cell(9, 1, 0), 'a', 'b', 'năm 2024'))).toBe(
      'Chưa có số liệu để so sánh với cùng kỳ năm trước (năm 2024).',
    );
  });
});

describe('sentences about contracts', () => {
  const contracts = (issued: number, drafts: number, none: number, total = '0', disputed = '0') =>
    print({
      contracts: {
        rows: [{ id: 'c', issued, drafts, none }],
        money: { byType: { penalty: '0', deduction: total, damages: '0' }, total, disputed },
      },
    });

  test.each([
    [
      contracts(0, 0, 12),
      'Có 12 kỳ đối soát, chưa lập bảng đối soát của kỳ nào. Độ khả dụng theo hợp đồng nêu dưới đây là số tạm tính; giảm trừ, phạt, bồi thường xác định khi đối soát.',
    ],
    [
      contracts(10, 1, 1),
      'Đã ban hành 10 bảng đối soát. Còn 01 bảng ở dạng dự thảo; số tiền của các bảng này là tạm tính và để riêng. Còn 01 kỳ chưa lập bảng đối soát, kể cả kỳ chỉ có một phần trong kỳ số liệu.',
    ],
    [contracts(0, 0, 0), 'Không có kỳ đối soát nào trong kỳ số liệu.'],
    [contracts(12, 0, 0), 'Đã ban hành 12 bảng đối soát.'],
  ])('statements %#', (printer, text) => {
    expect(plain(statementSentence(printer))).toBe(text);
  });

  test('no money is told as such, and what is disputed apart', () => {
    expect(plain(moneySentence(contracts(1, 0, 0), 'money'))).toBe(
      'Theo các bảng đối soát đã ban hành, không phát sinh khoản giảm trừ, phạt hay bồi thường nào.',
    );
    expect(plain(moneySentence(contracts(1, 0, 0, '1500000', '200000'), 'money'))).toBe(
      'Theo các bảng đối soát đã ban hành, tổng số tiền là 1.500.000 đồng, gồm giảm trừ thanh toán 1.500.000 đồng, phạt vi phạm 0 đồng, bồi thường thiệt hại 0 đồng. Trong đó 200.000 đồng chưa thống nhất với nhà thầu.',
    );
  });

  test('a difference is never talked away', () => {
    const reconciled = (downMs: number) =>
      print({
        reconciliation: { difference: { upMs: 0, downMs }, others: [{ id: 'x', difference: { upMs: 0 } }] },
      });

    expect(plain(reconciliationSentence(reconciled(0)))).toMatch(/chênh lệch bằng 0\.$/);
    expect(plain(reconciliationSentence(reconciled(-1)))).toMatch(/^Số liệu cả kỳ lệch so với số liệu/);
  });
});

describe('sentences about what was found', () => {
  test.each<[Json, string]>([
    [
      { links: 49, measured: 0, withSaturatedDays: 0, undersized: 0 },
      'Danh mục có 49 đường truyền, chưa đo lưu lượng của đường nào.',
    ],
    [
      { links: 49, measured: 22, withSaturatedDays: 0, undersized: 0 },
      'Danh mục có 49 đường truyền, đo được lưu lượng của 22 đường. Không có đường truyền nào được đo có ngày sử dụng trên 90 % dung lượng.',
    ],
    [
      { links: 49, measured: 22, withSaturatedDays: 5, undersized: 0 },
      'Danh mục có 49 đường truyền, đo được lưu lượng của 22 đường. 05/22 đường truyền được đo có ngày sử dụng trên 90 % dung lượng, không có đường nào liên tục từ 07 ngày trở lên.',
    ],
  ])('links %#', (links, text) => {
    expect(plain(linkSentence(print({ links })))).toBe(text);
  });

  test('recorders that nobody could read are not called good', () => {
    const recorders = { recorders: 8, kept: 0, short: 0, notMeasured: 8, withoutTarget: 0 };

    expect(plain(recorderSentence(print({ recorders })))).toBe(
      'Cuối kỳ có 08 đầu ghi hình. Chưa đối chiếu được thời gian lưu hình của đầu ghi nào với yêu cầu. 08 đầu ghi chưa đọc được thời gian lưu.',
    );
  });

  test('no look at security is not a clean bill', () => {
    expect(plain(securitySentence(print({ security: {} })))).toBe(
      'Chưa có kết quả kiểm tra an toàn thông tin được ghi nhận nên chưa có cơ sở đánh giá.',
    );
    expect(plain(securitySentence(print({ security: { findings: { devicesAtEnd: 0 } } })))).toBe(
      'Cuối kỳ không còn thiết bị, đường truyền nào có phát hiện chưa xử lý.',
    );
  });

  test.each<[Json, string]>([
    [
      { valid: 0, expired: 0, withoutDate: 0, none: 0 },
      'Giấy chứng nhận hợp quy: cuối kỳ không có thiết bị nào trong danh mục.',
    ],
    [
      { valid: 0, expired: 0, withoutDate: 0, none: 192 },
      'Giấy chứng nhận hợp quy: danh mục chưa có thông tin của thiết bị nào trong 192 thiết bị.',
    ],
    [
      { valid: 51, expired: 0, withoutDate: 0, none: 205 },
      'Giấy chứng nhận hợp quy: 51 thiết bị còn hiệu lực, không có thiết bị nào hết hạn. 205 thiết bị chưa có thông tin về giấy chứng nhận hợp quy.',
    ],
  ])('certificates of which nothing is known are not called unexpired %#', (certificates, text) => {
    expect(plain(certificateSentence(print({ security: { certificates } })))).toBe(text);
  });

  test('wards are not said to have cameras where none is on record', () => {
    const of = (blind: Json) => withoutCameraSentence(print({ blind }));

    expect(of({})).toBeUndefined();
    expect(plain(of({ areasWithoutCamera: 101 }) ?? '')).toBe(
      '101 phường, xã chưa có camera trong danh mục.',
    );
    expect(plain(of({ areasWithoutCamera: 0 }) ?? '')).toBe('Phường, xã nào cũng có camera trong danh mục.');
  });

  test('places without a working camera', () => {
    const blind = {
      area: { places: 25, blind: 2, unproven: 1 },
      junction: { places: 0, blind: 0, unproven: 0 },
    };

    expect(plain(blindSentence(print({ blind }), 'area'))).toBe(
      '02/25 phường, xã có camera mất toàn bộ camera. 01 phường, xã chưa xác định được còn camera hoạt động.',
    );
    expect(plain(blindSentence(print({ blind }), 'junction'))).toBe(
      'Không có nút giao nào có camera đang sử dụng.',
    );
  });
});
