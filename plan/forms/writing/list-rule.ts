import type { DataValidation } from 'exceljs';

/** Where nobody must keep to the list, one is only told. */
export function listRule(
  range: string | undefined,
  errorStyle: 'stop' | 'information',
): DataValidation | undefined {
  if (range === undefined) return undefined;
  return {
    type: 'list',
    formulae: [range],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle,
    errorTitle: errorStyle === 'stop' ? 'Chưa đúng' : 'Không có trong danh sách',
    error:
      errorStyle === 'stop'
        ? 'Hãy chọn một giá trị trong danh sách.'
        : 'Giá trị này không có trong danh sách; hãy kiểm tra lại.',
  };
}
