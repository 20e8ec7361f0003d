/** Write an ISO date as a Chinese document does, without leading zeros (GB/T 15835): 2021年9月17日. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
