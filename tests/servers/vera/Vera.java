import java.io.FileInputStream;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** For each file a line: PASS or FAIL, the flavour it declares, and the rules that it breaks. */
public class Vera {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file))) {
                ValidationResult result =
                        Foundries.defaultInstance().createValidator(parser.getFlavour(), false).validate(parser);
                TreeSet<String> broken = new TreeSet<>();
                for (TestAssertion one : result.getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
                    }
                }
                String said = result.isCompliant() ? "PASS" : "FAIL";
                System.out.println(said + "\t" + parser.getFlavour().getId() + "\t" + String.join(" ", broken));
            }
        }
    }
}
