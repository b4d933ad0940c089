/** The value of `--name=value` on a command line, the last one given; undefined when it is not there. */
export function argument(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return argv.findLast((word) => word.startsWith(prefix))?.slice(prefix.length);
}
