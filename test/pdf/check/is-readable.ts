/** Whether a ToUnicode map may give it: private use says nothing to a reader, and there is no ActualText here (6.2.11.7.3). */
export const isReadable = (text: string | undefined): boolean =>
  text !== undefined && text !== "" && text.isWellFormed() && !/[\0\ufeff\p{Noncharacter_Code_Point}\p{Co}]/u.test(text);
