/** In what an element is shown: in anything else an office program leaves it out, or mends the file as it likes. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  'w:body': ['w:document'],
  'w:p': ['w:body', 'w:tc', 'w:hdr', 'w:ftr', 'w:sdtContent', 'w:footnote', 'w:endnote', 'w:comment'],
  'w:tbl': ['w:body', 'w:hdr', 'w:ftr', 'w:sdtContent'],
  'w:tr': ['w:tbl', 'w:sdtContent', 'w:ins', 'w:moveTo'],
  'w:tc': ['w:tr', 'w:sdtContent'],
  'w:r': [
    'w:p',
    'w:hyperlink',
    'w:smartTag',
    'w:sdtContent',
    'w:ins',
    'w:del',
    'w:moveTo',
    'w:moveFrom',
    'w:bdo',
    'w:fldSimple',
  ],
  ...Object.fromEntries(
    ['w:t', 'w:br', 'w:cr', 'w:noBreakHyphen', 'w:drawing'].map((name) => [name, ['w:r']] as const),
  ),
  'w:tab': ['w:r', 'w:tabs'],
  'w:sectPr': ['w:body', 'w:pPr'],
  'w:sdtContent': ['w:sdt'],
  'w:rPr': ['w:r', 'w:pPr', 'w:style', 'w:rPrDefault', 'w:tblStylePr', 'w:sdtPr', 'w:sdtEndPr'],
  'w:pPr': ['w:p', 'w:style', 'w:pPrDefault', 'w:tblStylePr'],
  'w:tblPr': ['w:tbl', 'w:style', 'w:tblStylePr'],
  'w:trPr': ['w:tr', 'w:style', 'w:tblStylePr'],
  'w:tcPr': ['w:tc', 'w:style', 'w:tblStylePr'],
};

export const isInPlace = (name: string, parent: string): boolean =>
  !Object.hasOwn(PARENTS, name) || (PARENTS[name] ?? []).includes(parent);
