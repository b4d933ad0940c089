/** The day on the calendar of this PC, e.g. `2026-03-01`: in the order of time when sorted as text. */
export function localDate(at: number | Date): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
