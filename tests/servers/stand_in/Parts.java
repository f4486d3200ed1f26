package lontar;

import java.io.Reader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenizer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/**
 * Stands in for two stock modules that no registry carries: what is used here of analysis-common, and GET / of
 * rest-root. Every part wraps Lucene's own class under the name and the settings that Elasticsearch documents.
 */
abstract class Parts extends Plugin implements AnalysisPlugin, ActionPlugin {
    private ClusterService cluster;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        cluster = services.clusterService();
        return List.of();
    }

    /** A filter that keyword normalizers may have, too. */
    private record Normalizing(String name, UnaryOperator<TokenStream> make) implements NormalizingTokenFilterFactory {
        public TokenStream create(TokenStream in) {
            return make.apply(in);
        }
    }

    /** A filter for analyzers only. */
    private record Filtering(String name, UnaryOperator<TokenStream> make) implements TokenFilterFactory {
        public TokenStream create(TokenStream in) {
            return make.apply(in);
        }
    }

    /** What changes the text before it is taken apart. */
    private record Changing(String name, UnaryOperator<Reader> make) implements CharFilterFactory {
        public Reader create(Reader in) {
            return make.apply(in);
        }
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return Map.of(
            "mapping", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
                var map = new NormalizeCharMap.Builder();
                for (String rule : settings.getAsList("mappings")) {
                    var sides = rule.split("=>", 2);
                    map.add(sides[0].strip(), sides[1].strip());
                }
                var built = map.build();
                return new Changing(name, in -> new MappingCharFilter(built, in));
            }),
            "pattern_replace", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
                var pattern = Regex.compile(settings.get("pattern"), settings.get("flags"));
                var replacement = settings.get("replacement", "");
                return new Changing(name, in -> new PatternReplaceCharFilter(pattern, replacement, in));
            }));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("pattern", (index, environment, name, settings) -> {
            var pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
            int group = settings.getAsInt("group", -1);
            return TokenizerFactory.newFactory(name, () -> new PatternTokenizer(pattern, group));
        });
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "lowercase", (index, environment, name, settings) -> new Normalizing(name, LowerCaseFilter::new),
            "asciifolding", (index, environment, name, settings) -> new Normalizing(name, ASCIIFoldingFilter::new),
            "pattern_replace", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
                var pattern = Regex.compile(settings.get("pattern"), settings.get("flags"));
                var replacement = settings.get("replacement", "");
                boolean all = settings.getAsBoolean("all", true);
                return new Normalizing(name, in -> new PatternReplaceFilter(in, pattern, replacement, all));
            }),
            "snowball", (index, environment, name, settings) -> {
                String language = Strings.capitalize(settings.get("language", "English"));
                return new Filtering(name, in -> new SnowballFilter(in, language));
            });
    }

    @Override
    public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
        return List.of(
            PreConfiguredTokenizer.singleton("keyword", KeywordTokenizer::new),
            PreConfiguredTokenizer.singleton("whitespace", WhitespaceTokenizer::new));
    }

    /** GET and HEAD of /, by which clients see whom they speak to. */
    protected RestHandler root() {
        return new RestHandler() {
            public List<Route> routes() {
                return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
            }

            public void handleRequest(RestRequest request, RestChannel channel, NodeClient client) throws Exception {
                var build = Build.current();
                channel.sendResponse(new RestResponse(RestStatus.OK, channel.newBuilder().map(Map.of(
                    "name", cluster.getNodeName(),
                    "cluster_name", cluster.getClusterName().value(),
                    "cluster_uuid", cluster.state().metadata().clusterUUID(),
                    "version", Map.of(
                        "number", build.version(),
                        "build_flavor", build.flavor(),
                        "build_type", build.type().displayName(),
                        "build_hash", build.hash(),
                        "build_date", build.date(),
                        "build_snapshot", build.isSnapshot(),
                        "lucene_version", org.apache.lucene.util.Version.LATEST.toString(),
                        "minimum_wire_compatibility_version", build.minWireCompatVersion(),
                        "minimum_index_compatibility_version", build.minIndexCompatVersion()),
                    "tagline", "You Know, for Search"))));
            }
        };
    }
}
