// What EU DSS, the European Commission's library of signatures, says of PDFs: Dss POLICY TRUST FILE...
// A line for each signature: file, indication, sub-indication, intact and valid, what was changed after it. Nothing is
// fetched: no source of certificates, revocation lists or answers is set.
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;

public class Dss {
  public static void main(String[] arguments) throws Exception {
    CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();
    for (File file : new File(arguments[1]).listFiles()) {
      if (file.getName().matches(".*\\.(pem|crt|cer)")) trust.addCertificate(DSSUtils.loadCertificate(file));
    }
    for (int at = 2; at < arguments.length; at++) {
      try {
        told(new File(arguments[0]), trust, arguments[at]);
      } catch (Throwable error) {  // its parsers throw what they like
        System.out.println(arguments[at] + "\tERROR\t" + error.getClass().getSimpleName() + "\tfalse\t");
      }
    }
  }

  static void told(File policy, CommonTrustedCertificateSource trust, String path) throws Exception {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trust);
    verifier.setAIASource(null);
    SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
    validator.setCertificateVerifier(verifier);
    Reports reports = validator.validateDocument(policy);
    SimpleReport simple = reports.getSimpleReport();
    DiagnosticData data = reports.getDiagnosticData();
    if (simple.getSignatureIdList().isEmpty()) System.out.println(path + "\tUNSIGNED\t\ttrue\t");
    for (String id : simple.getSignatureIdList()) {
      SignatureWrapper signature = data.getSignatureById(id);
      boolean intact = signature.isSignatureIntact() && signature.isSignatureValid();
      System.out.println(String.join("\t", path, simple.getIndication(id).name(),
        simple.getSubIndication(id) == null ? "" : simple.getSubIndication(id).name(), String.valueOf(intact),
        simple.getAdESValidationErrors(id).stream().map(message -> message.getKey()).reduce("", (a, b) -> a + " " + b).trim()));
    }
  }
}
