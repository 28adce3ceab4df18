// Asking the stand-in for what is new, without asking twice at a time and without missing what comes meanwhile.

/** Make a function that does the work, and once more afterwards if it was wanted while the work was being done. */
export function inTurn(work) {
  let doing = null;
  let again = false;
  const doAll = async () => {
    do {
      again = false;
      await work();
    } while (again);
    doing = null;
  };
  return () => {
    again = true;
    return (doing ??= doAll());
  };
}
