package t12;

/**
 * One row of the book. A number lies in [min, max]; for a missing one that is everything. Exactly one of dc and elsewhere is true,
 * or none where nobody said. Dates are numbers such as 20231117; a code of 255 stays where no rule fires.
 */
public final class Order {
  private static final int LOWEST = -1;
  private static final int HIGHEST = Integer.MAX_VALUE;

  private final int tppMin, tppMax, pdMin, pdMax, bwMin, bwMax, ioMin, ioMax, hqMin, hqMax, dest, date;
  private final boolean dc, elsewhere;
  private int code = 255;

  /** cells: tpp, pd, dc, bw, io, hq, dest, date as in flat.csv; empty = missing. */
  Order(String[] cells) {
    tppMin = number(cells[0], LOWEST);
    tppMax = number(cells[0], HIGHEST);
    pdMin = number(cells[1], LOWEST);
    pdMax = number(cells[1], HIGHEST);
    dc = cells[2].equals("true");
    elsewhere = cells[2].equals("false");
    bwMin = number(cells[3], LOWEST);
    bwMax = number(cells[3], HIGHEST);
    ioMin = number(cells[4], LOWEST);
    ioMax = number(cells[4], HIGHEST);
    hqMin = number(cells[5], LOWEST);
    hqMax = number(cells[5], HIGHEST);
    dest = Integer.parseInt(cells[6]);
    date = Integer.parseInt(cells[7].replace("-", ""));
  }

  private static int number(String cell, int missing) {
    return cell.isEmpty() ? missing : Integer.parseInt(cell);
  }

  public int getTppMin() { return tppMin; }
  public int getTppMax() { return tppMax; }
  public int getPdMin() { return pdMin; }
  public int getPdMax() { return pdMax; }
  public int getBwMin() { return bwMin; }
  public int getBwMax() { return bwMax; }
  public int getIoMin() { return ioMin; }
  public int getIoMax() { return ioMax; }
  public int getHqMin() { return hqMin; }
  public int getHqMax() { return hqMax; }
  public int getDest() { return dest; }
  public int getDate() { return date; }
  public boolean isDc() { return dc; }
  public boolean isElsewhere() { return elsewhere; }
  public int getCode() { return code; }
  public void setCode(int value) { code = value; }
}
