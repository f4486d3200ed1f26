import java.io.FileInputStream;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** For each file a line: PASS or FAIL, the flavours it declares (joined by +), and the rules of them that it breaks. */
public class Vera {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file))) {
                List<PDFAFlavour> flavours = parser.getFlavours();
                TreeSet<String> broken = new TreeSet<>();
                boolean passed = !flavours.isEmpty();
                for (ValidationResult result :
                        Foundries.defaultInstance().createValidator(flavours).validateAll(parser)) {
                    passed &= result.isCompliant();
                    for (TestAssertion one : result.getTestAssertions()) {
                        if (one.getStatus() == TestAssertion.Status.FAILED) {
                            broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
                        }
                    }
                }
                String levels = flavours.stream().map(PDFAFlavour::getId).sorted().collect(Collectors.joining("+"));
                System.out.println((passed ? "PASS" : "FAIL") + "\t" + levels + "\t" + String.join(" ", broken));
            }
        }
    }
}
