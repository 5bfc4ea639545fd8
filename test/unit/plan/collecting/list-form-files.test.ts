import { expect, test } from 'vitest';
import { listFormFiles } from '#plan/collecting/list-form-files.ts';

test('a place without forms is told in both languages', async () => {
  const missing = 'no-such-folder/form.xlsx';

  await expect(listFormFiles([missing])).rejects.toMatchObject({
    code: 'FORMS_REFUSED',
    said: {
      en: `${missing}: expected a form or a folder of forms, got ENOENT`,
      vi: `${missing}: cần một biểu mẫu hoặc thư mục biểu mẫu, nhận được ENOENT`,
    },
  });
});
