package vn.thidua.ranking;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The main path on the embedded broker and store")
class MainPathTest extends MainPathKit {

    @Override
    RunningRanking start() {
        return RunningRanking.embedded("main_path");
    }
}
