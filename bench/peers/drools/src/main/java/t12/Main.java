package t12;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.StatelessKieSession;

/** T12-K in Drools: executable model, a stateless session for every 1,000 orders. Arguments: FOLDER ROWS. */
public final class Main {
  private static final int SESSION = 1000; // orders
  private static final int WARM_UP = 5; // passes until the just-in-time compiler is done
  private static final int RUNS = 5;

  public static void main(String[] arguments) throws IOException {
    List<Order> orders = read(Path.of(arguments[0], "flat.csv"), Integer.parseInt(arguments[1]));
    KieContainer container = compiled();
    for (int run = 0; run < WARM_UP; run++) decideAll(container, orders);
    double[] seconds = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      orders.forEach(order -> order.setCode(255));
      long start = System.nanoTime();
      decideAll(container, orders);
      seconds[run] = (System.nanoTime() - start) / 1e9;
    }
    System.out.println(result(container, orders, seconds));
  }

  private static List<Order> read(Path file, int rows) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().skip(1).limit(rows).map(line -> new Order(line.split(",", -1))).collect(Collectors.toCollection(ArrayList::new));
    }
  }

  private static KieContainer compiled() throws IOException {
    KieServices services = KieServices.get();
    KieFileSystem files = services.newKieFileSystem();
    files.write(services.getResources().newClassPathResource("t12.drl").setSourcePath("src/main/resources/t12.drl"));
    var builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    if (builder.getResults().hasMessages(Message.Level.ERROR)) throw new IllegalStateException(builder.getResults().toString());
    return services.newKieContainer(builder.getKieModule().getReleaseId());
  }

  private static void decideAll(KieContainer container, List<Order> orders) {
    StatelessKieSession session = container.getKieBase().newStatelessKieSession();
    for (int start = 0; start < orders.size(); start += SESSION) {
      session.execute(orders.subList(start, Math.min(start + SESSION, orders.size())));
    }
  }

  private static String result(KieContainer container, List<Order> orders, double[] seconds) {
    long hash = 0xcbf29ce484222325L;
    Map<Integer, Integer> histogram = new TreeMap<>();
    for (Order order : orders) {
      hash = (hash ^ order.getCode()) * 0x100000001b3L;
      histogram.merge(order.getCode(), 1, Integer::sum);
    }
    String counts = histogram.entrySet().stream().map(each -> "\"" + each.getKey() + "\": " + each.getValue()).collect(Collectors.joining(", "));
    return String.format(
        "{\"peer\": \"drools\", \"version\": \"%s\", \"tier\": \"T12-K\", \"unknowns\": \"by hand\", \"form\": \"%s\", \"rows\": %d, "
            + "\"seconds\": %s, \"histogram\": {%s}, \"hash\": \"%016x\"}",
        KieServices.class.getPackage().getImplementationVersion(), "executable model, stateless session per 1,000 orders", orders.size(),
        Arrays.toString(seconds), counts, hash);
  }
}
